import ProgramSupport
import Testing

/// The options that keep statements from doing more than is meant.
struct SafetyTests {
    private static let cancelRunning = """
        EXEC google.aiplatform.tuning_jobs.cancel
        SELECT projectsId, locationsId, tuningJobsId FROM google.aiplatform.tuning_jobs
        WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
            AND state = 'JOB_STATE_RUNNING'
        """

    @Test(arguments: [[], ["--dryrun"], ["--read-only"], ["--max-calls", "1", "--yes"]])
    func `no write leaves the program`(_ arguments: [String]) throws {
        let outcome = try Program.run(
            ["exec", "--emulator", "-v"] + arguments + [Self.cancelRunning]
        )
        #expect(outcome.exitCode == (arguments == ["--dryrun"] ? 0 : 1))
        #expect(outcome.error.contains(" GET https://") != (arguments == ["--read-only"]))
        #expect(!outcome.error.contains("] POST https://"))
    }

    @Test func `with --yes the writes are made`() throws {
        let outcome = try Program.run(["exec", "--emulator", "-v", "--yes", Self.cancelRunning])
        #expect(outcome.exitCode == 0)
        #expect(outcome.error.contains("] POST https://"))
    }

    @Test func `rows that the statement spells need no --yes`() throws {
        let row = """
            ('demo-project', 'us-central1', 'gemini-2.5-flash', \
            '{"trainingDatasetUri": "gs://a/1.jsonl"}')
            """
        let outcome = try Program.run([
            "exec", "--emulator",
            """
            INSERT INTO google.aiplatform.tuning_jobs
                (projectsId, locationsId, baseModel, supervisedTuningSpec)
            VALUES \(row), \(row)
            """,
        ])
        #expect(outcome.exitCode == 0)
        #expect(outcome.error.hasPrefix("created 2: "))
    }

    @Test(arguments: [
        "SELECT readfile('Package.swift')", "SELECT * FROM csv_rows('Package.swift')",
        "ATTACH '/tmp/tuneql-never.db' AS x", "VACUUM INTO '/tmp/tuneql-never.db'",
    ])
    func `with --safe no file is reached`(_ sql: String) throws {
        for arguments in [["exec", "--safe", sql], ["shell", "--safe"]] {
            let outcome = try Program.run(arguments, input: sql + ";\n")
            #expect(outcome.output == "")
            #expect(outcome.error.contains("files here\n"))
            #expect(outcome.error.contains("\nhelp: leave out --safe"))
            #expect(outcome.exitCode == 1)
        }
    }

    @Test func `with --safe a value holds 16 MB at most`() throws {
        for (sql, exitCode) in [
            ("SELECT length(zeroblob(16777216))", 0), ("SELECT length(zeroblob(16777217))", 1),
        ] as [(String, Int32)] {
            let outcome = try Program.run(["exec", "--safe", sql])
            #expect(outcome.exitCode == exitCode, "\(outcome.error)")
            #expect(
                outcome.error.hasPrefix("error: a value would be larger than 16 MB\n")
                    == (exitCode == 1)
            )
        }
        #expect(try Program.run(["exec", "SELECT length(zeroblob(16777217))"]).exitCode == 0)
    }

    @Test func `a statement that takes too long ends with 124`() throws {
        let emulator = try EmulatorProcess(["--latency", "60000"])
        let outcome = try Program.run([
            "exec", "--endpoint", "google.aiplatform=\(emulator.origin)", "--auth",
            #"{"google": {"type": "null_auth"}}"#, "--timeout", "0.1",
            "SELECT count(*) FROM google.aiplatform.locations WHERE projectsId = 'demo-project'",
        ])
        #expect(outcome.output == "")
        #expect(outcome.error.hasPrefix("error: the statement took longer than 100 ms\n"))
        #expect(outcome.exitCode == 124)
    }

    @Test(arguments: [
        ["--timeout", "0"], ["--timeout", "-1"], ["--max-calls", "-1"],
        ["--http.response.pageLimit", "0"], ["--compat", "steampipe"], ["--emulator-speed", "0"],
    ])
    func `a limit that is none is refused`(_ arguments: [String]) throws {
        let outcome = try Program.run(["exec"] + arguments + ["SELECT 1"])
        #expect(outcome.output == "")
        #expect(outcome.exitCode == 1)
    }
}
