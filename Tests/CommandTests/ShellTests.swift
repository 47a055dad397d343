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
        #expect(outcome.exitCode == 1)
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
        #expect(lines.last == "stdin:12: error: timing must be on or off, not 'no'")
        #expect(outcome.output == String(repeating: "jobs\n25\n", count: 4))
        #expect(outcome.exitCode == 1)
    }

    @Test(arguments: [
        ".read Package.swift", ".output /tmp/tuneql-never", ".once /tmp/tuneql-never", ".edit",
        "SELECT 1 \\g /tmp/tuneql-never", ".save never SELECT 1", ".forget never",
        ".watch 1 c=1 --run true SELECT 1",
    ])
    func `with --safe no command reaches a file or runs a program`(_ line: String) throws {
        let outcome = try Program.run(["shell", "--safe", "--no-init"], input: line + "\n")
        #expect(outcome.output == "")
        #expect(
            outcome.error.contains(
                "--safe allows no files and no programs\nhelp: leave out --safe"
            ),
            "\(outcome.error)"
        )
        #expect(outcome.exitCode == 1)
    }
}
