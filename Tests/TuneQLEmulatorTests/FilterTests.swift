import Testing
import TuneQLEmulator
import TuneQLJSON

@Suite struct FilterTests {
    private static let emulator = stillEmulator()
    private static let jobs = (try? emulator.get(jobsPath))?["tuningJobs"]?.array ?? []

    private static func state(_ job: JSONValue) -> String { job["state"]?.string ?? "" }

    private static func label(_ name: String, _ job: JSONValue) -> String? {
        job["labels"]?[name]?.string
    }

    private static func epochs(_ job: JSONValue) -> Int? {
        job["supervisedTuningSpec"]?["hyperParameters"]?["epochCount"]?.integer
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var filter: String
        var accepts: @Sendable (JSONValue) -> Bool

        init(_ filter: String, _ accepts: @escaping @Sendable (JSONValue) -> Bool) {
            self.filter = filter
            self.accepts = accepts
        }

        var testDescription: String { filter }
    }

    static let cases: [Case] = [
        Case("state=JOB_STATE_FAILED") { state($0) == "JOB_STATE_FAILED" },
        Case(#"state != "JOB_STATE_SUCCEEDED""#) { state($0) != "JOB_STATE_SUCCEEDED" },
        Case("state=JOB_STATE_FAILED OR state=JOB_STATE_CANCELLED") {
            ["JOB_STATE_FAILED", "JOB_STATE_CANCELLED"].contains(state($0))
        },
        // OR binds tighter than AND.
        Case("state=JOB_STATE_FAILED AND labels.env=prod OR labels.env=dev") {
            state($0) == "JOB_STATE_FAILED" && ["prod", "dev"].contains(label("env", $0))
        },
        Case("(state=JOB_STATE_FAILED AND labels.env=prod) OR labels.env=dev") {
            state($0) == "JOB_STATE_FAILED" && label("env", $0) == "prod"
                || label("env", $0) == "dev"
        },
        Case("labels.env=prod baseModel=gemini-2.5-*") {
            label("env", $0) == "prod" && $0["baseModel"]?.string?.hasPrefix("gemini-2.5-") == true
        },
        Case("NOT labels.env=prod") { label("env", $0) != "prod" },
        Case("-labels.env:*") { label("env", $0) == nil },
        Case("labels:cost-center") { label("cost-center", $0) != nil },
        Case(#"labels."cost-center" = "cc-10*""#) { label("cost-center", $0) != nil },
        Case("error:*") { $0["error"] != nil },
        Case("error.code = 1") { $0["error"]?["code"] == 1 },
        Case("base_model: FLASH") { $0["baseModel"]?.string?.contains("flash") == true },
        Case("supervisedTuningSpec.hyperParameters.epochCount >= 4") { (epochs($0) ?? 0) >= 4 },
        Case("supervised_tuning_spec.hyper_parameters.epoch_count < 10") {
            epochs($0).map { $0 < 10 } ?? false
        },
        Case("supervisedTuningSpec.hyperParameters.learningRateMultiplier < 0.5") {
            let parameters = $0["supervisedTuningSpec"]?["hyperParameters"]
            guard case .number(let digits)? = parameters?["learningRateMultiplier"] else {
                return false
            }
            return (Double(digits) ?? 1) < 0.5
        },
        Case("tunedModel.checkpoints.epoch = 3") {
            $0["tunedModel"]?["checkpoints"]?.array?.contains { $0["epoch"] == "3" } ?? false
        },
        Case(#"createTime >= "2026-05-31T00:00:00Z""#) {
            ($0["createTime"]?.string ?? "") >= "2026-05-31"
        },
        Case("create_time < 2026-05-31T02:00:00+02:00") {
            ($0["createTime"]?.string ?? "") < "2026-05-31"
        },
        Case("description = \"\"") { $0["description"] == nil },
        Case("description: 'wiki/tuning'") {
            $0["description"]?.string?.contains("wiki/tuning") == true
        },
        Case("  ") { _ in true },
    ]

    @Test(arguments: cases) func `a filter keeps what it says`(_ example: Case) throws {
        let expected = Self.jobs.filter(example.accepts).compactMap { $0["name"]?.string }
        let query = "filter=\(encoded(example.filter))"
        #expect(try Self.emulator.names("pageSize=3&\(query)") == expected)
        #expect(try Self.emulator.names(query) == expected)
    }

    @Test(arguments: [
        "state", "state=", "=x", "state=JOB_STATE_NOPE", "nope=1", "createTime > yesterday",
        "(state=JOB_STATE_FAILED", "state=JOB_STATE_FAILED)", "state=\"x", "state ~ x",
        "labels.=x", "error.code=x", "AND", "supervisedTuningSpec = x", "state.x=1",
        "tuningDataStats.supervisedTuningDataStats.tuningStepCount > many",
    ])
    func `a malformed filter is refused`(_ filter: String) throws {
        let answer = try Self.emulator.call("GET", "\(jobsPath)?filter=\(encoded(filter))")
        #expect(answer.status == 400)
        #expect(answer.body["error"]?["status"] == "INVALID_ARGUMENT")
        let message = answer.body["error"]?["message"]?.string ?? ""
        #expect(
            message.hasPrefix("List of found errors:\t1.Field: filter; Message: Invalid filter:")
        )
    }
}
