import ProgramSupport
import Testing

struct EmulatorCommandTests {
    @Test func `what one program creates another one sees`() throws {
        let emulator = try EmulatorProcess([
            "--jobs", "0", "--project", "p", "--location", "us-east1",
        ])
        let connection = [
            "exec", "-H", "--endpoint", "google.aiplatform=\(emulator.origin)",
            "--auth", #"{"google": {"type": "null_auth"}}"#,
        ]
        let created = try Program.run(
            connection + [
                """
                INSERT INTO google.aiplatform.tuning_jobs
                    (projectsId, locationsId, baseModel, supervisedTuningSpec)
                VALUES ('p', 'us-east1', 'gemini-2.5-flash', '{"trainingDatasetUri": "gs://a/1.jsonl"}')
                RETURNING name
                """
            ]
        )
        #expect(created.exitCode == 0, "\(created.error)")
        let listed = try Program.run(
            connection + [
                """
                SELECT name FROM google.aiplatform.tuning_jobs
                WHERE projectsId = 'p' AND locationsId = 'us-east1'
                """
            ]
        )
        #expect(listed.output == created.output)
        #expect(listed.output.hasPrefix("projects/"))
    }

    @Test func `it ends with 0 when it is told to end`() throws {
        let emulator = try EmulatorProcess()
        #expect(emulator.end() == 0)
    }

    @Test func `a port that is taken is told`() throws {
        let emulator = try EmulatorProcess()
        let port = String(emulator.origin.split(separator: ":").last ?? "")
        let outcome = try Program.run(["emulator", "--port", port])
        #expect(
            outcome.error == """
                error: port \(port) is in use by another program
                help: --port 0 takes a free one, --port N another

                """
        )
        #expect(outcome.exitCode == 1)
    }
}
