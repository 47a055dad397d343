import Glibc
import ProgramSupport
import Testing

/// The inputs in `Fuzzing/Corpus`, including all that a fuzzer has found, run without libFuzzer.
struct FuzzCorpusTests {
    private static let targets = ProjectFiles.names(in: "Fuzzing/Corpus").map {
        String($0.prefix { $0 != "." })
    }

    @Test(arguments: targets)
    func `no kept input breaks what holds for all`(_ target: String) throws {
        try TemporaryDirectory.use { directory in
            let files = try unpack(target, to: directory)
            #expect(files.count > 50)
            let outcome = try Program.run(
                "\(Program.directory)/Fuzz",
                files,
                environment: Program.environment.merging(["FUZZ_TARGET": target]) { $1 },
                directory: nil
            )
            #expect(outcome.output == "\(target): \(files.count) inputs\n", "\(outcome.report)")
            #expect(outcome.exitCode == 0)
        }
    }

    @Test func `a corpus that is unpacked and packed again is the same file`() throws {
        for target in Self.targets {
            try TemporaryDirectory.use { directory in
                _ = try unpack(target, to: directory)
                let copy = "\(directory)-\(target).txt"
                try runScript("pack", directory, copy)
                defer { unlink(copy) }
                let difference = try Program.run(
                    "/usr/bin/cmp",
                    ["\(ProjectFiles.root)/Fuzzing/Corpus/\(target).txt", copy],
                    environment: [:],
                    directory: nil
                )
                #expect(difference == .init(output: "", error: "", exitCode: 0))
            }
        }
    }

    @Test func `each target has a corpus, and each corpus is fuzzed`() throws {
        let script = try #require(ProjectFiles.text("scripts/fuzz"))
        #expect(Self.targets.count == 15)
        let words = Set(script.split { $0.isWhitespace || "()".contains($0) }.map(String.init))
        #expect(Self.targets.allSatisfy(words.contains))
    }

    /// Writes each input of a corpus to a file, and returns the files' paths.
    private func unpack(_ target: String, to directory: String) throws -> [String] {
        try runScript("unpack", "\(ProjectFiles.root)/Fuzzing/Corpus/\(target).txt", directory)
        let names = try Program.run("/bin/ls", [directory], environment: [:], directory: nil)
        return names.output.split(separator: "\n").map { "\(directory)/\($0)" }
    }

    private func runScript(_ arguments: String...) throws {
        let outcome = try Program.run(
            "/usr/bin/env",
            ["python3", "\(ProjectFiles.root)/scripts/fuzz-corpus"] + arguments,
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"],
            directory: nil
        )
        #expect(outcome.exitCode == 0, "\(outcome.report)")
    }
}
