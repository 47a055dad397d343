import Testing
import TuneQLCatalog
import TuneQLRegistry

@Suite struct EndStatesTests {
    private static let title = "      title: Jobs\n"
    private static let ends = """
        \(title)      x-tuneql-terminalStates:
                {column: state, error: spec, values: [DONE, FAILED, STOPPED]}

        """

    private func jobs(_ keys: String) throws -> Resource {
        try Acme.jobs(replacing: Self.title, with: Self.ends + keys)
    }

    @Test func `a document says which end states are good, and where the reason stands`() throws {
        let jobs = try jobs("      x-tuneql-successStates: [DONE]\n")
        #expect(jobs.terminalStates == ["DONE", "FAILED", "STOPPED"])
        #expect(jobs.successStates == ["DONE"])
        #expect(jobs.errorColumn == "spec")
    }

    @Test func `all are good when it does not say`() throws {
        #expect(try jobs("").successStates == ["DONE", "FAILED", "STOPPED"])
    }

    @Test func `a state that is none of the end states leaves the resource out`() throws {
        let problem = try Acme.problem(
            replacing: Self.title,
            with: Self.ends + "      x-tuneql-successStates: [DONE, GONE]\n"
        )
        #expect(problem.method == nil)
        #expect(problem.reason == "the state 'GONE' is not one of the terminal states")
    }

    @Test func `an operation may have its own, which must be end states too`() throws {
        let problem = try Acme.problem(
            replacing: "operationId: cancelJob",
            with: "operationId: cancelJob\n      x-tuneql-successStates: [GONE]"
        )
        #expect(problem.kind == .state)
    }

    @Test func `an answer of free keys has no names`() throws {
        #expect(try Acme.method("cancel").responseNames == [])
    }
}
