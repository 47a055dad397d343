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

    @Test func `a state that is none of the end states is refused`() throws {
        let error = #expect(throws: DocumentError.self) {
            try jobs("      x-tuneql-successStates: [DONE, GONE]\n")
        }
        #expect(
            error?.description == "services/jobs.yaml: resource jobs: "
                + "the state 'GONE' is not one of the terminal states"
        )
    }

    @Test func `an operation may have its own, which must be end states too`() throws {
        func jobs(_ state: String) throws -> Resource {
            try Acme.jobs(
                replacing: "operationId: cancelJob",
                with: "operationId: cancelJob\n      x-tuneql-successStates: [\(state)]"
            )
        }
        #expect(throws: DocumentError.self) { try jobs("GONE") }
    }

    @Test func `an answer of free keys has no names`() throws {
        #expect(try Acme.method("cancel").responseNames == [])
    }
}
