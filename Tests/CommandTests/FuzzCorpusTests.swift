import ProgramSupport
import Testing

/// The inputs in `Fuzzing/Corpus`, among them all that a fuzzer has found, run without libFuzzer.
struct FuzzCorpusTests {
    @Test(arguments: ProjectFiles.names(in: "Fuzzing/Corpus"))
    func `no kept input breaks what holds for all`(_ target: String) throws {
        let directory = "Fuzzing/Corpus/\(target)"
        let files = ProjectFiles.names(in: directory)
        let outcome = try Program.run(
            "\(Program.directory)/Fuzz",
            files.map { "\(ProjectFiles.root)/\(directory)/\($0)" },
            environment: Program.environment.merging(["FUZZ_TARGET": target]) { $1 },
            directory: nil
        )
        #expect(outcome.output == "\(target): \(files.count) inputs\n", "\(outcome.report)")
        #expect(outcome.exitCode == 0)
    }

    @Test func `each target has a corpus, and each corpus is fuzzed`() throws {
        let script = try #require(ProjectFiles.text("scripts/fuzz"))
        let corpora = ProjectFiles.names(in: "Fuzzing/Corpus")
        #expect(corpora.count == 14)
        let words = Set(script.split { $0.isWhitespace || "()".contains($0) }.map(String.init))
        #expect(corpora.allSatisfy(words.contains))
        for target in corpora {
            #expect(!ProjectFiles.names(in: "Fuzzing/Corpus/\(target)").isEmpty)
        }
    }
}
