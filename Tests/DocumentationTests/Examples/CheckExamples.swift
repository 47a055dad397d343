import Testing
import TuneQL

/// The examples of checks.
struct CheckExamples {
    @Test func `the mistakes of a text`() async throws {
        let session = try ExampleWorld().engine.makeSession()
        let mistakes: [String]
        let found = await session.check(
            """
            SELECT nmae FROM google.aiplatform.tuning_jobs
            WHERE projectsId = :project AND locationsId = 'us-central1';
            """
        )
        mistakes = found.map { "\($0.code): \($0.message)" }
        #expect(mistakes == ["unknown-name: no such column: nmae"])
    }
}
