import ProgramSupport
import Testing

struct DatabaseTests {
    @Test func `a view in a database file is there for the next command`() throws {
        try TemporaryDirectory.use { directory in
            let options = ["exec", "--emulator", "--database", "\(directory)/jobs.db", "-H"]
            let created = try Program.run(
                options + [
                    "CREATE VIEW v AS SELECT projectsId, locationsId, name FROM google.aiplatform.tuning_jobs"
                ]
            )
            #expect(created.exitCode == 0, "\(created.error)")
            let count = try Program.run(
                options + [
                    "SELECT count(*) FROM v WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'"
                ]
            )
            #expect(count.output == "25\n", "\(count.error)")
        }
    }

    @Test func `a database that cannot be opened ends the command`() throws {
        let outcome = try Program.run(["exec", "--database", "/nowhere/jobs.db", "SELECT 1"])
        #expect(outcome.exitCode == 1)
        #expect(
            outcome.error.hasPrefix(
                "error: the database /nowhere/jobs.db cannot be opened: unable to open database file"
            )
        )
    }
}
