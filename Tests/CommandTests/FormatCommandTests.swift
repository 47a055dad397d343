import Glibc
import ProgramSupport
import Testing

/// `tuneql fmt`.
struct FormatCommandTests {
    private func format(
        _ arguments: [String],
        input: String = "",
        directory: String = ProjectFiles.root
    ) throws -> Program.Outcome {
        try Program.run(["fmt"] + arguments, input: input, directory: directory)
    }

    @Test func `stdin is formatted to stdout`() throws {
        let outcome = try format(["-"], input: "select 1 from t;\nselec 2;")
        #expect(outcome.output == "SELECT 1 FROM t;\nselec 2;\n")
        #expect(
            outcome.error == """
                stdin:2:1: warning: this statement is left as it is: expected a statement, found \
                selec; did you mean SELECT?
                  selec 2;
                  ^^^^^

                """
        )
        #expect(outcome.exitCode == 0)
    }

    @Test func `files are rewritten, keep their mode, and links stay`() throws {
        try TemporaryDirectory.use { (directory) throws in
            for name in ["a.iql", "b.sql"] {
                try write("select 1", to: "\(directory)/\(name)")
                chmod("\(directory)/\(name)", 0o640)
            }
            try write("select 1", to: "\(directory)/notes.txt")
            symlink("a.iql", "\(directory)/link.iql")
            let check = try format(["--check", "--format", "json", "."], directory: directory)
            #expect(check.output == #"["./a.iql","./b.sql","./link.iql"]"# + "\n")
            #expect(check.exitCode == 1)
            let outcome = try format(["."], directory: directory)
            #expect(outcome == Program.Outcome(output: "", error: "", exitCode: 0))
            #expect(try format(["--check", "."], directory: directory).exitCode == 0)
            var status = stat()
            lstat("\(directory)/a.iql", &status)
            #expect(status.st_mode & 0o7777 == 0o640)
            lstat("\(directory)/link.iql", &status)
            #expect(status.st_mode & S_IFMT == S_IFLNK)
            let names = try Program.run("/bin/ls", [directory], environment: [:], directory: nil)
            #expect(names.output == "a.iql\nb.sql\nlink.iql\nnotes.txt\n")
        }
    }

    @Test func `--diff shows what would change, and nothing changes`() throws {
        try TemporaryDirectory.use { (directory) throws in
            try write("-- one\nselect 1;\nSELECT 2;\n", to: "\(directory)/a.iql")
            let outcome = try format(["--diff", "a.iql"], directory: directory)
            #expect(
                outcome.output == """
                    --- a.iql
                    +++ a.iql (formatted)
                    @@ -1,4 +1,4 @@
                     -- one
                    -select 1;
                    +SELECT 1;
                     SELECT 2;
                     

                    """
            )
            #expect(outcome.exitCode == 0)
            let both = try format(["--diff", "--check", "a.iql"], directory: directory)
            #expect(both.output == outcome.output)
            #expect(both.exitCode == 1)
        }
    }

    @Test func `the examples are formatted`() throws {
        let outcome = try format(["--check", "examples"])
        #expect(outcome == Program.Outcome(output: "", error: "", exitCode: 0))
    }

    private func write(_ text: String, to path: String) throws {
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
    }
}
