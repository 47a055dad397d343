import ProgramSupport
import Testing

/// `tuneql registry pull`, from a registry on loopback.
@Suite struct PullCommandTests {
    private static let list = "providers: {acme: {versions: [v1.0.9, v1.0.10]}}"

    /// Runs the command against a registry with these answers, in a home of its own.
    private func run(
        _ arguments: [String],
        _ answers: [(status: Int, body: String)]
    ) throws -> Program.Outcome {
        let server = ScriptedServer(answers)
        defer { server.stop() }
        return try TemporaryDirectory.use { home in
            try Program.run(
                ["registry", "pull"] + arguments
                    + ["--registry", "http://127.0.0.1:\(server.port)/x"],
                environment: ["TUNEQL_HOME": home]
            )
        }
    }

    @Test func `an answer that is no archive installs nothing`() throws {
        let outcome = try run(["acme"], [(200, Self.list), (200, "<html>")])
        #expect(outcome.exitCode == 1)
        #expect(
            outcome.error.contains("v1.0.10.tgz cannot be used: it is no .tar or .tgz archive"),
            "\(outcome.error)"
        )
    }

    @Test func `an archive that is gone is named`() throws {
        let outcome = try run(["acme", "v1.0.9"], [(200, Self.list), (404, "{}")])
        #expect(outcome.exitCode == 1)
        #expect(outcome.error.hasSuffix("/x/dist/acme/v1.0.9.tgz gives status 404\n"))
    }

    @Test func `a provider that is not published is refused`() throws {
        let outcome = try run(["aws"], [(200, Self.list)])
        #expect(outcome.exitCode == 1)
        #expect(outcome.error.hasSuffix("/x has no provider 'aws', only acme\n"))
    }

    @Test func `a directory is not pulled from`() throws {
        let outcome = try Program.run(
            ["registry", "pull", "acme", "--registry", "/some/where"],
            environment: ["TUNEQL_HOME": "/nonexistent"]
        )
        #expect(outcome.exitCode == 1)
        #expect(outcome.error.contains("help: install it: tuneql registry install /some/where"))
    }
}
