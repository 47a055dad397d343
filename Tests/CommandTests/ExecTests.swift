import Glibc
import ProgramSupport
import Testing

struct ExecTests {
    private static let jobs = """
        SELECT name FROM google.aiplatform.tuning_jobs
        WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
        """

    @Test func `statements come from the command line, with or without the word exec`() throws {
        let named = try Program.run(["exec", "SELECT 1 AS a; SELECT 2 AS b", "SELECT 3 AS c"])
        #expect(named == Program.Outcome(output: "a\n1\nb\n2\nc\n3\n", error: "", exitCode: 0))
        #expect(try Program.run(["SELECT 1 AS a"]).output == "a\n1\n")
    }

    @Test(arguments: [[], ["-"], ["-i", "-"]] as [[String]])
    func `statements come from stdin`(_ arguments: [String]) throws {
        let outcome = try Program.run(["exec"] + arguments, input: "SELECT 1 AS a;\nSELECT nmae;")
        #expect(outcome.output == "a\n1\n")
        #expect(outcome.error.hasPrefix("stdin:2:8: error: no such column: nmae\n  SELECT nmae;\n"))
        #expect(outcome.exitCode == 1)
    }

    @Test func `an error in SQL from the command line has no file name`() throws {
        let outcome = try Program.run(["exec", "SELECT 1 +"])
        #expect(outcome.output == "")
        #expect(outcome.error.hasPrefix("error: "))
        #expect(outcome.error.contains("^"))
        #expect(outcome.exitCode == 1)
    }

    @Test
    func `without credentials the exit code is 4 and the message says where they were looked for`()
        throws
    {
        let outcome = try Program.run(["exec", Self.jobs])
        #expect(outcome.output == "")
        #expect(outcome.error.hasPrefix("error: no credentials for google; looked for --auth, "))
        #expect(outcome.error.contains("\nhelp: run gcloud auth application-default login"))
        #expect(outcome.exitCode == 4)
    }

    @Test(arguments: [
        ["exec", "--nonsense"], ["exec", "-o", "xml", "SELECT 1"],
        ["exec", "--var", "x", "SELECT 1"],
        ["exec", "--endpoint", "x", "SELECT 1"], ["exec", "-i", "no-such-file.iql"],
        ["exec", "-q", "no-such-file.json", "SELECT 1"],
        ["exec", "--registry", "/nonexistent", "SELECT 1"],
        ["exec", "--endpoint", "google.aiplatform=http://example.com", "SELECT 1"],
        ["exec", "-f", "/nonexistent/file", "SELECT 1"], ["emulator", "--port", "-1"],
    ])
    func `wrong usage is told on stderr and has the exit code 1`(_ arguments: [String]) throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.output == "")
        #expect(outcome.error.lowercased().contains("error: "))
        #expect(outcome.exitCode == 1)
    }

    @Test func `results go to a file, messages do not`() throws {
        let file = "/tmp/tuneql-outfile-\(getpid())"
        defer { unlink(file) }
        let outcome = try Program.run(["exec", "-f", file, "USE google; SELECT 1 AS a"])
        #expect(outcome == Program.Outcome(output: "", error: "using google\n", exitCode: 0))
        let written = try Program.run("/bin/cat", [file], environment: [:], directory: nil)
        #expect(written.output == "a\n1\n")
    }

    @Test func `the reader of a pipe may leave early`() throws {
        let everything = Self.jobs.split(separator: "name").joined(separator: "*")
        let outcome = try Program.run(
            "/bin/sh",
            [
                "-c", #"{ "$0" "$@"; echo "exit code $?" >&2; } | head -c 1"#, Program.path, "exec",
                "--emulator", "--emulator-jobs", "1600", "-o", "json", everything,
            ],
            environment: Program.environment.merging(["PATH": "/usr/bin:/bin"]) { $1 },
            directory: nil
        )
        #expect(outcome == Program.Outcome(output: "[", error: "exit code 141\n", exitCode: 0))
    }

    @Test func `verbose tells the requests on stderr alone`() throws {
        let quiet = try Program.run(["exec", "--emulator", Self.jobs])
        let verbose = try Program.run(["exec", "--emulator", "-v", Self.jobs])
        #expect(verbose.output == quiet.output)
        #expect(quiet.error == "")
        #expect(
            verbose.error.contains("GET https://us-central1-aiplatform.googleapis.com/v1/projects/")
        )
    }

    @Test func `the emulator's jobs can be counted and the catalog needs no credentials`() throws {
        let outcome = try Program.run([
            "exec", "--emulator", "--emulator-jobs", "32", "-H", Self.jobs,
        ])
        #expect(outcome.output.split(separator: "\n").count == 2)
        #expect(try Program.run(["exec", "SHOW PROVIDERS"]).exitCode == 0)
    }

    @Test func `the version and the help go to stdout`() throws {
        let version = try Program.run(["--version"])
        #expect(version.output.hasPrefix("tuneql v"))
        #expect(version.error == "")
        #expect(version.exitCode == 0)
        #expect(try Program.run(["--help"]).output.contains("USAGE: tuneql"))
    }
}
