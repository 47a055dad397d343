import TuneQLJSON

/// The request that created a generated job.
struct JobInputs {
    let job: Job

    private static let models = [
        "gemini-2.5-flash", "gemini-2.5-flash", "gemini-2.5-pro", "gemini-2.5-flash-lite",
        "gemini-2.0-flash-001", "gemini-2.0-flash-lite-001",
    ]

    /// The value of an input column; nil when it was left out.
    func value(of column: JobColumn) -> JSONValue? {
        var random = job.random(column)
        switch column {
        case .tunedModelDisplayName: return displayName(&random)
        case .description: return random.chance(80) ? description(&random) : .none
        case .baseModel: return isContinued ? .none : .string(random.pick(Self.models))
        case .preTunedModel: return isContinued ? preTunedModel(&random) : .none
        case .labels: return random.chance(88) ? labels(&random) : .none
        case .serviceAccount: return random.chance(60) ? serviceAccount : .none
        case .encryptionSpec: return random.chance(25) ? encryption(&random) : .none
        case .supervisedTuningSpec: return job.traits.isPreference ? .none : supervised(&random)
        case .preferenceOptimizationSpec:
            return job.traits.isPreference ? preference(&random) : .none
        default: return nil
        }
    }

    /// Whether the job goes on from a tuned model.
    private var isContinued: Bool {
        var random = job.random(.preTunedModel)
        return random.chance(7)
    }

    private func displayName(_ random: inout SeededRandom) -> JSONValue? {
        let name = "\(job.traits.theme.name)-v\(job.traits.version)"
        switch random.int(1...20) {
        case 1: return .string("\(name) «тест» №\(random.int(1...9)) 👩‍🔬")
        case 2: return .string("\(name) \"retry\"")
        default: return .string(name)
        }
    }

    private func description(_ random: inout SeededRandom) -> JSONValue {
        .string(random.pick(job.traits.theme.descriptions))
    }

    private func preTunedModel(_ random: inout SeededRandom) -> JSONValue {
        [
            "tunedModelName": .string("\(job.place.name)/models/\(job.identifier(0))@1"),
            "checkpointId": .string(String(random.int(1...4))),
            "baseModel": .string(random.pick(Self.models)),
        ]
    }

    private func labels(_ random: inout SeededRandom) -> JSONValue {
        var labels = JSONObject()
        labels["team"] = .string(job.traits.theme.team)
        labels["env"] = .string(random.pick(["prod", "prod", "staging", "dev"]))
        if random.chance(70) { labels["cost-center"] = .string("cc-\(random.int(1000...1040))") }
        if random.chance(5) { labels["größe"] = .string(random.pick(["groß", "klein"])) }
        return .object(labels)
    }

    private var serviceAccount: JSONValue {
        .string("tuner-\(job.traits.theme.team)@\(job.place.project).iam.gserviceaccount.com")
    }

    private func encryption(_ random: inout SeededRandom) -> JSONValue {
        let ring = "projects/\(job.place.project)/locations/\(job.place.location)/keyRings/tuning"
        return ["kmsKeyName": .string("\(ring)/cryptoKeys/key-\(random.int(1...4))")]
    }

    private func supervised(_ random: inout SeededRandom) -> JSONValue {
        var spec = datasets(&random)
        if random.chance(30) { spec["exportLastCheckpointOnly"] = true }
        spec["hyperParameters"] = .object(hyperParameters(&random))
        return .object(spec)
    }

    private func preference(_ random: inout SeededRandom) -> JSONValue {
        var spec = datasets(&random)
        if random.chance(50) { spec["exportLastCheckpointOnly"] = true }
        var parameters = hyperParameters(&random)
        parameters["beta"] = .number(random.pick(["0.01", "0.1", "0.1", "0.5", "1"]))
        spec["hyperParameters"] = .object(parameters)
        return .object(spec)
    }

    private func datasets(_ random: inout SeededRandom) -> JSONObject {
        let folder = "gs://\(job.traits.theme.bucket)/\(job.traits.theme.name)"
        var spec = JSONObject()
        spec["trainingDatasetUri"] = .string("\(folder)/v\(job.traits.version)/train.jsonl")
        if random.chance(75) {
            spec["validationDatasetUri"] = .string(
                "\(folder)/v\(job.traits.version)/validation.jsonl"
            )
        }
        return spec
    }

    private func hyperParameters(_ random: inout SeededRandom) -> JSONObject {
        let rates = ["0.1", "0.5", "1", "1", "1.5", "2", "0.30000000000000004", "1e-07"]
        let sizes = ["ONE", "TWO", "FOUR", "FOUR", "EIGHT", "SIXTEEN"]
        var parameters = JSONObject()
        parameters["epochCount"] = .string(String(job.traits.epochs))
        parameters["learningRateMultiplier"] = .number(random.pick(rates))
        parameters["adapterSize"] = .string("ADAPTER_SIZE_" + random.pick(sizes))
        return parameters
    }
}
