import ProgramSupport
import Testing

/// A list whose second page fails.
struct LateFailureTests {
    private static let refusal =
        #"{"error": {"code": 403, "status": "PERMISSION_DENIED", "message": "No."}}"#

    private static func outcome(
        _ arguments: [String],
        page: String = ScriptedServer.page
    ) throws -> Program.Outcome {
        let server = ScriptedServer([(200, page), (403, refusal)])
        defer { server.stop() }
        return try Program.run(
            [
                "exec", "--endpoint", "google.aiplatform=http://127.0.0.1:\(server.port)",
                "--auth", #"{"google": {"type": "null_auth"}}"#,
                """
                SELECT name, state FROM google.aiplatform.tuning_jobs
                WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
                """,
            ] + arguments
        )
    }

    @Test func `JSON is whole or not there`() throws {
        let outcome = try Self.outcome(["-o", "json"])
        #expect(outcome.output == "")
        #expect(outcome.exitCode == 2)
        #expect(outcome.error.contains("PERMISSION_DENIED"))
    }

    @Test func `JSON that is too much to be held back stays open`() throws {
        let name = String(repeating: "z", count: 5 << 20)
        let outcome = try Self.outcome(
            ["-o", "json"],
            page:
                #"{"tuningJobs": [{"name": "\#(name)"}, {"name": "last"}], "nextPageToken": "more"}"#
        )
        #expect(outcome.output.hasPrefix(#"[{"name":"zzz"#))
        #expect(outcome.output.hasSuffix(#"{"name":"last","state":null}"# + "\n"))
        #expect(outcome.exitCode == 2)
    }

    @Test(arguments: [
        ("table", "(100 rows, incomplete)\n"),
        ("html-table", "<tr><td>job-99</td><td>JOB_STATE_RUNNING</td></tr>\n"),
    ])
    func `what came does not look whole`(_ format: String, _ end: String) throws {
        let outcome = try Self.outcome(["-o", format])
        #expect(outcome.output.hasSuffix(end))
        #expect(outcome.exitCode == 2)
    }

    @Test func `a page says that rows are missing, and why`() throws {
        let outcome = try Self.outcome(["-o", "html"])
        #expect(outcome.output.contains("This result is incomplete: PERMISSION_DENIED"))
        #expect(outcome.exitCode == 2)
    }

    @Test(arguments: ["csv", "jsonl"])
    func `streams have the rows that came`(format: String) throws {
        let outcome = try Self.outcome(["-o", format])
        #expect(outcome.output.contains("job-7"))
        #expect(outcome.exitCode == 2)
    }

    @Test func `an envelope says that it is not complete, and why`() throws {
        let outcome = try Self.outcome(["-o", "envelope"])
        #expect(outcome.output.contains(#""complete":false"#))
        #expect(outcome.output.contains(#""status":"failed","pages":1,"rows":100,"#))
        #expect(outcome.output.contains(#""error":{"code":"api","message":"PERMISSION_DENIED"#))
        #expect(outcome.output.hasSuffix("}\n"))
        #expect(outcome.exitCode == 2)
    }

    @Test func `the failure of the only call is no partial result`() throws {
        let outcome = try Self.outcome(["-o", "csv", "--partial"])
        #expect(outcome.exitCode == 2)
    }
}
