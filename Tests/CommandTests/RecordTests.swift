import Glibc
import ProgramSupport
import Testing
import TuneQL

/// `--record` and then `--replay`, without the service.
struct RecordTests {
    private static let place = "projectsId = 'demo-project' AND locationsId = 'us-central1'"
    private static let jobs = "google.aiplatform.tuning_jobs"
    private static let token = "planted-token-91"

    /// Statements of each kind; the last one fails at the service.
    private static let statements = [
        "SELECT name, state, tunedModel FROM \(jobs) WHERE \(place)",
        "SELECT name FROM \(jobs) WHERE \(place) AND state = 'JOB_STATE_RUNNING' LIMIT 2",
        """
        SELECT a.name, b.state FROM \(jobs) a JOIN \(jobs) b ON b.name = a.name
        WHERE a.projectsId = 'demo-project' AND a.locationsId IN ('us-central1', 'europe-west4')
        ORDER BY 1 LIMIT 20
        """,
        """
        SELECT l.locationId, count(j.name) AS jobs FROM google.aiplatform.locations l
        JOIN \(jobs) j ON j.projectsId = 'demo-project' AND j.locationsId = l.locationId
        WHERE l.projectsId = 'demo-project' GROUP BY 1 ORDER BY 1
        """,
        """
        INSERT INTO \(jobs) (projectsId, locationsId, baseModel, supervisedTuningSpec)
        VALUES ('demo-project', 'us-central1', 'gemini-2.5-flash',
            '{"trainingDatasetUri": "gs://a/1.jsonl"}') RETURNING name, state
        """,
        """
        INSERT /*+ AWAIT */ INTO \(jobs) (projectsId, locationsId, baseModel, supervisedTuningSpec)
        VALUES ('demo-project', 'us-central1', 'gemini-2.5-flash',
            '{"trainingDatasetUri": "gs://a/1.jsonl"}') RETURNING name, state
        """,
        """
        EXEC \(jobs).cancel SELECT projectsId, locationsId, tuningJobsId FROM \(jobs)
        WHERE \(place) AND state = 'JOB_STATE_RUNNING' LIMIT 2
        """,
        "SELECT name FROM \(jobs) WHERE \(place) AND filter = 'nonsense ='",
    ]

    private static func script(_ separator: String = ";\n") -> String {
        statements.joined(separator: separator)
    }

    @Test(arguments: ["csv", "json", "table", "jsonl"])
    func `a run is repeated byte by byte when the service is gone`(_ format: String) throws {
        let file = RecordedFile()
        let emulator = try EmulatorProcess(["--jobs", "1600", "--speed", "20000"])
        let arguments = [
            "exec", "--keep-going", "--yes", "-o", format, "--endpoint",
            "google.aiplatform=\(emulator.origin)", Self.script(),
        ]
        let auth = #"{"google": {"type": "bearer", "credentialsenvvar": "PLANTED"}}"#
        let recorded = try Program.run(
            arguments + ["--record", file.path, "--auth", auth],
            environment: ["PLANTED": Self.token]
        )
        #expect(emulator.end() == 0)
        let replayed = try Program.run(arguments + ["--replay", file.path])
        #expect(replayed.output == recorded.output)
        #expect(replayed.exitCode == recorded.exitCode)
        #expect(recorded.exitCode == 2)
        #expect(recorded.output.utf8.count > 20_000)
        #expect(recorded.error.contains("JOB_STATE_"))
        let text = try file.text
        #expect(text.split(separator: "\n").count > 20)
        #expect(text.contains("pageToken="))
        #expect(text.contains(#""status":400"#))
        #expect(!text.contains(Self.token))
    }

    @Test func `what was not recorded is told, with exit code 2`() throws {
        let file = RecordedFile()
        let list = "SELECT name FROM \(Self.jobs) WHERE \(Self.place) LIMIT 2"
        #expect(try Program.run(["exec", "--emulator", "--record", file.path, list]).exitCode == 0)
        #expect(try file.mode == 0o600)
        let other = try Program.run([
            "exec", "--replay", file.path, "-o", "json",
            list.split(separator: "LIMIT 2").joined() + "LIMIT 3",
        ])
        #expect(other.output == "")
        #expect(other.exitCode == 2)
        #expect(other.error.hasPrefix("error: \(file.path): GET https://us-central1-"))
        #expect(other.error.contains(" is not in the recording; the nearest is GET https://"))
        #expect(other.error.contains(", whose pageSize differs\n"))
    }

    @Test func `a time limit holds in a replay, and nobody waits there`() throws {
        let file = RecordedFile()
        let busy = #"{"error":{"code":429,"message":"busy","status":"RESOURCE_EXHAUSTED"}}"#
        let url = "https://aiplatform.googleapis.com/v1/projects/p/locations"
        let request =
            #"{"method":"GET","url":"\#(url)?pageSize=100&fields=locations%28locationId%29%2CnextPageToken&prettyPrint=false"}"#
        let refusals = (0..<4).map { _ in
            #"{"request":\#(request),"response":{"status":429,"headers":{"Retry-After":"30"},"json":\#(busy)}}"#
        }
        let rows = #"{"locations":[{"locationId":"somewhere"}]}"#
        let answer = #"{"request":\#(request),"response":{"status":200,"json":\#(rows)}}"#
        let lines = [#"{"tuneqlRecording":1}"#] + refusals + [answer, ""]
        try file.write(lines.joined(separator: "\n"))
        let outcome = try Program.run([
            "exec", "--replay", file.path, "-H", "-v", "--timeout", "20",
            "SELECT locationId FROM google.aiplatform.locations WHERE projectsId = 'p'",
        ])
        #expect(outcome.output == "somewhere\n", "\(outcome.error)")
        #expect(outcome.exitCode == 0)
        #expect(outcome.error.contains("retrying in 30"))
    }

    @Test(arguments: [
        ["--replay", "/nonexistent/file"], ["--record", "/nonexistent/file"],
        ["--replay", "/dev/null"], ["--replay", "a", "--record", "b"],
        ["--replay", "a", "--emulator"],
    ])
    func `a recording that cannot be used is told`(_ arguments: [String]) throws {
        let outcome = try Program.run(["exec"] + arguments + ["SELECT 1"])
        #expect(outcome.output == "")
        #expect(outcome.exitCode == 1)
        #expect(outcome.error.lowercased().hasPrefix("error: "))
    }

    @Test func `headers and bodies are told without the token`() throws {
        let emulator = try EmulatorProcess()
        let outcome = try Program.run(
            [
                "exec", "--http.log.enabled", "-H", "--endpoint",
                "google.aiplatform=\(emulator.origin)", "--auth",
                #"{"google": {"type": "bearer", "credentialsenvvar": "PLANTED"}}"#,
                "SELECT name FROM \(Self.jobs) WHERE \(Self.place) LIMIT 1",
            ],
            environment: ["PLANTED": Self.token]
        )
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.split(separator: "\n").count == 1)
        #expect(outcome.error.contains("> [1] GET http://127.0.0.1:"))
        #expect(outcome.error.contains("\n> [1] Authorization: …\n"))
        #expect(outcome.error.contains("\n< [1] {\"tuningJobs\":"))
        #expect(!outcome.error.contains(Self.token))
    }

    @Test func `secrets in messages do not reach stderr, and data on stdout stays as it is`() throws
    {
        let outcome = try Program.run(["exec", "-H", "SELECT 'ya29.planted'; SELECT ya29.planted"])
        #expect(outcome.output == "ya29.planted\n")
        #expect(!outcome.error.contains("planted"))
        #expect(outcome.exitCode == 1)
    }
}

/// A file of a test, which is gone with it.
private final class RecordedFile {
    let path: String

    init() {
        path = "/tmp/tuneql-recording-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    }

    deinit { unlink(path) }

    var text: String {
        get throws {
            try Program.run("/bin/cat", [path], environment: [:], directory: nil).output
        }
    }

    var mode: mode_t {
        get throws {
            var status = stat()
            try #require(stat(path, &status) == 0)
            return status.st_mode & 0o777
        }
    }

    func write(_ text: String) throws {
        let stream = try #require(fopen(path, "w"))
        defer { fclose(stream) }
        fputs(text, stream)
    }
}
