import Glibc
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

    @Test func `timing tells the calls of a statement, and what was cached`() throws {
        let count = """
            SELECT count(*) AS jobs FROM google.aiplatform.tuning_jobs
            WHERE projectsId = 'demo-project' AND locationsId = 'us-central1';

            """
        let outcome = try Program.run(
            ["shell", "--emulator", "-o", "csv"],
            input:
                ".timing on\n\(count)\(count)SET cache.ttl = off;\n\(count).timing\n\(count).timer no\n"
        )
        let lines = outcome.error.split(separator: "\n").map(String.init)
        #expect(lines.first == "timing is on")
        let costs = lines.filter { $0.hasPrefix("calls ") && $0.contains("rows 1,") }
        #expect(costs.map { String($0.prefix { $0 != "," }) } == ["calls 1", "calls 0", "calls 1"])
        #expect(costs.map { $0.hasSuffix(", cached") } == [false, true, false])
        #expect(costs.allSatisfy { $0.contains(", pages 1, rows 1, bytes ") })
        #expect(lines.contains("timing is off"))
        #expect(lines.last == "error: timing must be on or off, not 'no'")
        #expect(outcome.output == String(repeating: "jobs\n25\n", count: 4))
        #expect(outcome.exitCode == 0)
    }

    @Test func `secrets do not reach the history`() throws {
        let file = "/tmp/tuneql-history-\(getpid())"
        defer { unlink(file) }
        let outcome = try Program.run(
            ["shell", "-o", "csv"],
            input: "SELECT 'ya29.planted' AS a;\nSELECT 2 AS b;\n",
            environment: ["TUNEQL_HISTORY": file]
        )
        #expect(outcome.output.contains("a\nya29.planted\n"))
        let history = try Program.run("/bin/cat", [file], environment: [:], directory: nil).output
        // libedit writes blanks and what is not ASCII as numbers.
        #expect(history.contains("SELECT"))
        #expect(history.contains("ya29."))
        #expect(!history.contains("planted"))
    }
}
