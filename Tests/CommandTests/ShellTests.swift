import ProgramSupport
import Testing

/// The shell with lines from a pipe; what needs a terminal is not seen here.
struct ShellTests {
    @Test func `a statement may take several lines, and an error does not end the shell`() throws {
        let outcome = try Program.run(
            ["shell", "-o", "csv"],
            input:
                "SELECT 1\n  AS a;\nSELECT nmae;\nUSE google;\nSELECT 2 AS b;\nquit\nSELECT 3 AS c;\n"
        )
        #expect(outcome.output.contains("a\n1\n"))
        #expect(outcome.output.contains("b\n2\n"))
        #expect(!outcome.output.contains("c\n3\n"))
        #expect(
            outcome.error.contains("error: no such column: nmae\n  SELECT nmae;\n         ^^^^\n")
        )
        #expect(outcome.error.contains("using google"))
        #expect(outcome.exitCode == 0)
    }

    @Test func `a session keeps its tables between statements`() throws {
        let outcome = try Program.run(
            ["shell", "--emulator", "-o", "csv"],
            input: """
                CREATE TEMP TABLE states AS SELECT state FROM google.aiplatform.tuning_jobs
                WHERE projectsId = 'demo-project' AND locationsId = 'us-central1';
                SELECT count(*) AS jobs FROM states;

                """
        )
        #expect(outcome.output.contains("jobs\n25\n"))
    }
}
