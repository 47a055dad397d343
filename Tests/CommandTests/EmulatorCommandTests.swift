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

    private static let today = ["TUNEQL_EMULATOR_TIME": ""]
    private static let place = "projectsId = 'demo-project' AND locationsId = 'us-central1'"

    @Test func `a job just created is found by the time of the day`() throws {
        let outcome = try Program.run(
            [
                "exec", "--emulator", "-H",
                """
                INSERT INTO google.aiplatform.tuning_jobs
                    (projectsId, locationsId, baseModel, supervisedTuningSpec)
                VALUES ('demo-project', 'us-central1', 'gemini-2.5-flash',
                    '{"trainingDatasetUri": "gs://a/1.jsonl"}');
                SELECT count(*), count(*) FILTER (WHERE createTime < datetime('now', '+1 minute'))
                FROM google.aiplatform.tuning_jobs
                WHERE \(Self.place) AND createTime > datetime('now', '-1 day')
                    AND supervisedTuningSpec ->> 'trainingDatasetUri' = 'gs://a/1.jsonl'
                """,
            ],
            environment: Self.today
        )
        #expect(outcome.output == "1,1\n", "\(outcome.error)")
    }

    @Test(
        arguments: [
            (["--emulator-time", "2020-02-03T04:00:00+04:00"], [:]),
            (["--emulator-time", "2020-02-03"], ["TUNEQL_EMULATOR_TIME": "2026-06-01"]),
            ([], ["TUNEQL_EMULATOR_TIME": "2020-02-03"]),
        ] as [([String], [String: String])]
    )
    func `the emulated time starts where it is told to`(
        _ options: [String],
        _ environment: [String: String]
    ) throws {
        let outcome = try Program.run(
            ["exec", "--emulator", "-H"] + options + [
                """
                SELECT max(createTime) < '2020-02-03', max(createTime) > '2020-02-02'
                FROM google.aiplatform.tuning_jobs WHERE \(Self.place)
                """
            ],
            environment: environment
        )
        #expect(outcome.output == "1,1\n", "\(outcome.error)")
    }

    @Test func `a time that is none is told`() throws {
        let environment = ["TUNEQL_EMULATOR_TIME": "noon"]
        let outcome = try Program.run(["exec", "--emulator", "SELECT 1"], environment: environment)
        #expect(
            outcome.error == """
                error: TUNEQL_EMULATOR_TIME is noon, which is not a time
                help: write it as 2026-06-01T00:00:00Z

                """
        )
        #expect(outcome.exitCode == 1)
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
                help: --port 0 picks a free one, --port N another

                """
        )
        #expect(outcome.exitCode == 1)
    }
}
