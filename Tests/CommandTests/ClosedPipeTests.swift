import ProgramSupport
import Testing

/// What reads a few rows and goes away: `tuneql … | head -n 5`.
struct ClosedPipeTests {
    private static let statement = """
        SELECT name, state FROM google.aiplatform.tuning_jobs
        WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
        """

    /// Runs the program with its output in `head`; the code and what was told stand on stderr.
    private static func headed(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(
            "/bin/sh",
            ["-c", #"{ "$0" "$@"; echo "exit $?" >&2; } | /usr/bin/head -n 5"#, Program.path]
                + arguments,
            environment: Program.environment,
            directory: nil
        )
    }

    @Test(arguments: ["csv", "tsv", "jsonl", "line", "table"])
    func `the statement ends, although the next page never comes`(format: String) throws {
        let server = ScriptedServer([(200, ScriptedServer.page)])
        defer { server.stop() }
        // The time limit only keeps a program that does not notice from waiting without end.
        let outcome = try Self.headed([
            "exec", "-o", format, "--timeout", "60",
            "--endpoint", "google.aiplatform=http://127.0.0.1:\(server.port)",
            "--auth", #"{"google": {"type": "null_auth"}}"#, Self.statement,
        ])
        #expect(outcome.output.utf8.count { $0 == 0x0A } == 5)
        #expect(outcome.output.contains("job-0"))
        #expect(outcome.error == "exit 141\n")
        #expect(server.requestCount <= 2)
    }

    @Test(arguments: ["csv", "jsonl", "table", "json"])
    func `a hundred thousand jobs are left early`(format: String) throws {
        let emulator = try EmulatorProcess([
            "--jobs", "100000", "--project", "demo-project", "--location", "us-central1",
        ])
        let outcome = try Self.headed([
            "exec", "-o", format, "-v", "--endpoint", "google.aiplatform=\(emulator.origin)",
            "--auth", #"{"google": {"type": "null_auth"}}"#,
            Self.statement.replacing("name, state", with: "*"),
        ])
        #expect(outcome.output.split(separator: "\n").count == 5)
        #expect(outcome.error.hasSuffix("exit 141\n"))
        // A list of all jobs has a thousand pages; JSON is held back first.
        let requests = outcome.error.split(separator: "\n").count { $0.contains("] GET ") }
        #expect(requests <= (format == "json" ? 500 : 2))
    }
}

extension String {
    fileprivate func replacing(_ part: String, with other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
