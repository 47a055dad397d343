import Testing
import TuneQLEmulator
import TuneQLJSON
import TuneQLTransport

@Suite struct LifeTests {
    private let clock = Emulator.ManualClock()
    private let emulator: Emulator

    init() {
        emulator = Emulator(configuration: Emulator.Configuration(jobs: 16, clock: clock.clock))
    }

    private func job(_ name: String) throws -> JSONValue { try emulator.get("v1/\(name)") }

    /// The states that a job goes through, second by second.
    private func states(_ name: String) throws -> [String] {
        var states: [String] = []
        for _ in 0..<100 {
            let state = try job(name)["state"]?.string ?? ""
            if states.last != state { states.append(state) }
            clock.advance(by: .seconds(1))
        }
        return states
    }

    @Test func `a created job runs and succeeds`() throws {
        let created = try emulator.call("POST", jobsPath, minimalBody).body
        #expect(created["state"] == "JOB_STATE_QUEUED")
        #expect(created["createTime"] == "2026-06-01T00:00:00Z")
        #expect(created["startTime"] == nil && created["tunedModel"] == nil)
        let name = try #require(created["name"]?.string)
        #expect(
            try states(name) == [
                "JOB_STATE_QUEUED", "JOB_STATE_PENDING", "JOB_STATE_RUNNING", "JOB_STATE_SUCCEEDED",
            ]
        )
        let ended = try job(name)
        #expect(ended["endTime"] == ended["updateTime"] && ended["endTime"] != nil)
        #expect(ended["tunedModel"]?["model"] != nil)
        #expect(ended["tuningDataStats"]?["supervisedTuningDataStats"] != nil)
        #expect(ended["baseModel"] == "gemini-2.5-flash" && ended["error"] == nil)
    }

    @Test func `a job whose dataset says so fails`() throws {
        let name = try emulator.create([
            "baseModel": "m", "supervisedTuningSpec": ["trainingDatasetUri": "gs://b/fail.jsonl"],
        ])
        #expect(try states(name).last == "JOB_STATE_FAILED")
        #expect(try job(name)["error"]?["code"] != nil)
        #expect(try job(name)["tunedModel"] == nil)
    }

    @Test(arguments: [nil, [:]] as [JSONValue?])
    func `a cancelled job stops after a while`(_ body: JSONValue?) throws {
        let name = try emulator.create()
        clock.advance(by: .seconds(20))
        #expect(try emulator.call("POST", "v1/\(name):cancel", body).body == [:])
        #expect(try emulator.call("POST", "v1/\(name):cancel", body).status == 200)
        #expect(try states(name) == ["JOB_STATE_CANCELLING", "JOB_STATE_CANCELLED"])
        let ended = try job(name)
        #expect(ended["error"] == ["code": 1, "message": "CANCELED"])
        #expect(ended["endTime"] == "2026-06-01T00:00:24Z")
        #expect(ended["startTime"] != nil && ended["tunedModel"] == nil)
    }

    @Test func `a cached list shows a cancellation`() throws {
        let name = try emulator.create()
        func state() throws -> JSONValue? {
            try emulator.get(jobsPath)["tuningJobs"]?.array?.first?["state"]
        }
        #expect(try state() == "JOB_STATE_QUEUED")
        _ = try emulator.call("POST", "v1/\(name):cancel")
        #expect(try state() == "JOB_STATE_CANCELLING")
        clock.advance(by: .seconds(4))
        #expect(try state() == "JOB_STATE_CANCELLED")
    }

    @Test func `an ended job cannot be cancelled`() throws {
        let name = try emulator.create()
        clock.advance(by: .seconds(100))
        let answer = try emulator.call("POST", "v1/\(name):cancel")
        #expect(answer.status == 400)
        #expect(
            answer.body == (try JSONValue(parsing: resource("errors/400-failed-precondition.json")))
        )
        #expect(try job(name)["state"] == "JOB_STATE_SUCCEEDED")
    }

    @Test func `a job keeps what it was created with`() throws {
        let created = try emulator.call(
            "POST",
            jobsPath,
            [
                "base_model": .null, "name": "ignored", "state": 5, "description": "",
                "tuned_model_display_name": "größe", "labels": ["a": "", "größe": "été"],
                "preTunedModel": ["tunedModelName": "projects/p/locations/l/models/1"],
                "preference_optimization_spec": [
                    "training_dataset_uri": "gs://b/t", "exportLastCheckpointOnly": false,
                    "hyperParameters": [
                        "epochCount": 3, "adapterSize": 6, "beta": .number("0.5"),
                        "learning_rate_multiplier": "NaN",
                    ],
                ],
            ]
        ).body
        #expect(created["tunedModelDisplayName"] == "größe")
        #expect(created["labels"] == ["a": "", "größe": "été"])
        #expect(created["description"] == nil && created["state"] == "JOB_STATE_QUEUED")
        #expect(
            created["preferenceOptimizationSpec"] == [
                "trainingDatasetUri": "gs://b/t",
                "hyperParameters": [
                    "epochCount": "3", "adapterSize": "ADAPTER_SIZE_TWO", "beta": .number("0.5"),
                    "learningRateMultiplier": "NaN",
                ],
            ]
        )
    }

    @Test func `a rebase is an operation that ends with a new job`() throws {
        let source = try #require(try emulator.names().first)
        let started = try emulator.call(
            "POST",
            "\(jobsPath):rebaseTunedModel",
            [
                "tunedModelRef": ["tuningJob": .string(source)],
                "tuningJob": ["baseModel": "gemini-2.5-pro"],
            ]
        ).body
        let name = try #require(started["name"]?.string)
        #expect(started["done"] == nil && started["metadata"]?["@type"] != nil)
        clock.advance(by: .seconds(5))
        let ended = try emulator.get("v1/\(name)")
        #expect(ended["done"] == true)
        #expect(try emulator.get("ui/\(name)") == ended)
        #expect(ended["response"]?["baseModel"] == "gemini-2.5-pro")
        #expect(ended["response"]?["state"] == "JOB_STATE_SUCCEEDED")
        #expect(try emulator.call("GET", "v1/\(name)1").status == 404)
        #expect(try emulator.call("POST", "\(jobsPath):rebaseTunedModel", [:]).status == 400)
    }
}
