import Glibc
import ProgramSupport
import Testing

/// `tuneql registry`, with directories of its own.
@Suite struct RegistryCommandTests {
    private static let documents = "Tests/TuneQLRegistryTests/Resources/registry"

    /// A provider with one service that can be read and one that cannot.
    private func writeFlawedDocuments(to root: String) throws {
        let files = [
            "provider.yaml": """
            name: acme
            version: v1
            providerServices:
              jobs:
                service: { $ref: services/jobs.yaml }
            """,
            "services/jobs.yaml": "paths: {\n",
        ]
        mkdir("\(root)/services", 0o700)
        for (path, text) in files {
            let file = try #require(fopen("\(root)/\(path)", "w"))
            fputs(text, file)
            fclose(file)
        }
    }

    @Test func `documents without a flaw pass every check`() throws {
        let outcome = try Program.run(
            ["registry", "check", "--strict", "\(ProjectFiles.root)/\(Self.documents)"]
        )
        #expect(outcome.exitCode == 0, "\(outcome.error)")
        #expect(outcome.output.hasSuffix("nothing is left out\n"), "\(outcome.output)")
    }

    @Test func `a strict check fails when something is left out`() throws {
        try TemporaryDirectory.use { root in
            try writeFlawedDocuments(to: root)
            let outcome = try Program.run(["registry", "check", root])
            #expect(outcome.exitCode == 0)
            #expect(outcome.output.hasPrefix("services/jobs.yaml:2: jobs: "), "\(outcome.output)")
            let strict = try Program.run(["registry", "check", "--strict", "--summary", root])
            #expect(strict.exitCode == 1)
            #expect(strict.output.hasPrefix("provider  "), "\(strict.output)")
        }
    }

    @Test func `a directory without documents is refused`() throws {
        let outcome = try Program.run(["registry", "check", "/nonexistent"])
        #expect(outcome.exitCode == 1)
        #expect(outcome.error.hasPrefix("error: the provider documents cannot be used: "))
    }
}
