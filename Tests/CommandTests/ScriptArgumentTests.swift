import ProgramSupport
import Testing

/// Files of statements on the command line.
struct ScriptArgumentTests {
    /// Runs a body with a directory that holds `mine.iql`, `my jobs.iql`, `query.txt` and `rows.csv`.
    private func inDirectory(_ body: (String) throws -> Void) throws {
        try TemporaryDirectory.use { directory in
            _ = try run("/bin/sh", ["-c", Self.files], directory)
            try body(directory)
        }
    }

    private static let files = """
        echo 'SELECT 42 AS x' > mine.iql; echo 'SELECT 43 AS x' > query.txt
        printf 'x\\n41\\n' > rows.csv; echo 'SELECT 42 AS x' > 'my jobs.iql'
        """

    private func run(
        _ program: String,
        _ arguments: [String],
        _ directory: String?
    ) throws -> Program.Outcome {
        try Program.run(
            program,
            arguments,
            environment: Program.environment,
            directory: directory
        )
    }

    @Test(arguments: [
        (["mine.iql"], "x\n42\n"), (["exec", "./query.txt"], "x\n43\n"),
        (["my jobs.iql", "SELECT 1 AS y"], "x\n42\ny\n1\n"), (["exec", "query.txt", "-H"], "43\n"),
    ])
    func `a file that is named in place of statements is run`(
        _ arguments: [String],
        _ output: String
    ) throws {
        try inDirectory { directory in
            let outcome = try run(Program.path, arguments, directory)
            #expect(outcome == .init(output: output, error: "", exitCode: 0))
        }
    }

    @Test func `a script that is not there is told`() throws {
        let outcome = try Program.run(["mnie.iql"])
        #expect(outcome.error == "error: mnie.iql cannot be read: No such file or directory\n")
        #expect(outcome.exitCode == 1)
    }

    @Test(arguments: [
        ["-f", "mine.iql"], ["shell", "-f", "mine.iql"], ["exec", "--outfile", "query.txt"],
    ])
    func `a script is not taken for a place of results`(_ arguments: [String]) throws {
        try inDirectory { directory in
            let file = arguments.last ?? ""
            let before = try run("/bin/cat", [file], directory).output
            let outcome = try run(Program.path, arguments, directory)
            #expect(
                outcome.error == """
                    error: -f writes results, and \(file) contains statements, which would be lost
                    help: -i \(file) runs them

                    """
            )
            #expect(outcome.exitCode == 1)
            #expect(try run("/bin/cat", [file], directory).output == before)
        }
    }

    @Test func `results may be written over older ones, and where statements are given`() throws {
        try inDirectory { directory in
            for arguments in [["-f", "rows.csv", "-i", "-"], ["-f", "mine.iql", "SELECT 7 AS x"]] {
                let outcome = try run(Program.path, arguments, directory)
                #expect(outcome.exitCode == 0, "\(outcome.error)")
            }
            #expect(try run("/bin/cat", ["mine.iql"], directory).output == "x\n7\n")
        }
    }
}
