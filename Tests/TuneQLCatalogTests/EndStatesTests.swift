import Testing
import TuneQLCatalog

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
                + "the state 'GONE' is none of the terminal states"
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
        let tuning = try Project.tuningJobs()
        let cancel = try #require(tuning.methods.first { $0.name == "cancel" })
        let create = try #require(tuning.methods.first { $0.name == "create" })
        #expect(tuning.successStates(of: cancel) == ["JOB_STATE_CANCELLED"])
        #expect(
            tuning.successStates(of: create)
                == ["JOB_STATE_SUCCEEDED", "JOB_STATE_PARTIALLY_SUCCEEDED"]
        )
        #expect(tuning.errorColumn == "error")
    }

    @Test func `the catalog knows what names an answer may have, down to its rows`() throws {
        let tuning = try Project.tuningJobs()
        func names(_ method: String) -> [[String]]? {
            tuning.methods.first { $0.name == method }?.answerNames
        }
        let columns = tuning.columns.map(\.name)
        #expect(names("list")?.map { Set($0) } == [["tuningJobs", "nextPageToken"], Set(columns)])
        #expect(names("get") == [columns])
        #expect(names("cancel") == [[]])
        #expect(try Acme.method("cancel").answerNames == [])
    }
}
