import ProgramSupport
import Testing

/// `--stats`: what a statement has cost.
struct CostTests {
    @Test func `a line behind each statement tells its cost, also when it fails`() throws {
        let outcome = try Program.run([
            "exec", "--emulator", "--stats", "--keep-going", "-o", "csv",
            """
            SELECT count(*) AS jobs FROM google.aiplatform.tuning_jobs
            WHERE projectsId = 'demo-project' AND locationsId IN ('us-central1', 'us-east1');
            SELECT name FROM google.aiplatform.tuning_jobs
            WHERE projectsId = 'demo-project' AND locationsId = 'mars';
            """,
        ])
        let lines = outcome.error.split(separator: "\n").filter { $0.hasPrefix("calls ") }
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix("calls 2, pages 2, rows 1, bytes ") == true)
        #expect(lines.last?.hasPrefix("calls 1, pages 0, rows 0, bytes 0, ") == true)
        #expect(lines.allSatisfy { $0.contains(", retries 0, waited 0 ms, ") })
        #expect(outcome.exitCode == 2)
    }
}
