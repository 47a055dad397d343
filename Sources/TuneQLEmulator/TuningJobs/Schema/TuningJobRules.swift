import TuneQLJSON
import TuneQLText

/// The rules for a job that its schema does not express.
struct TuningJobRules {
    private var violations: [APIError.Violation] = []

    /// Checks the body of a create, as ``BodyReader`` read it.
    static func check(_ job: JSONObject) throws(APIError) {
        var rules = TuningJobRules()
        rules.checkModel(job)
        rules.checkTuning(job)
        rules.checkLabels(job["labels"]?.object)
        rules.checkNames(job)
        guard rules.violations.isEmpty else { throw .found(rules.violations) }
    }

    private mutating func checkModel(_ job: JSONObject) {
        if let preTuned = job["preTunedModel"] {
            if preTuned["tunedModelName"] == nil { require("pre_tuned_model.tuned_model_name") }
        } else if job["baseModel"] == nil {
            require("base_model")
        }
    }

    private mutating func checkTuning(_ job: JSONObject) {
        let names = ["supervisedTuningSpec", "preferenceOptimizationSpec"]
        guard let name = names.first(where: { job[$0] != nil }), let spec = job[name] else {
            return require("supervised_tuning_spec")
        }
        checkDataset(spec["trainingDatasetUri"], name.snakeCased + ".training_dataset_uri", true)
        checkDataset(
            spec["validationDatasetUri"],
            name.snakeCased + ".validation_dataset_uri",
            false
        )
        if let epochs = spec["hyperParameters"]?["epochCount"]?.integer, epochs < 0 {
            report(name.snakeCased + ".hyper_parameters.epoch_count", "Must be greater than 0.")
        }
    }

    private mutating func checkDataset(_ uri: JSONValue?, _ field: String, _ isRequired: Bool) {
        guard let uri = uri?.string else {
            if isRequired { require(field) }
            return
        }
        let segments = uri.split(separator: "/", omittingEmptySubsequences: false)
        let isDataset =
            segments.count == 6 && segments[0] == "projects" && segments[2] == "locations"
            && segments[4] == "datasets"
        if !uri.hasPrefix("gs://") && !isDataset { report(field, "Must start with gs://.") }
    }

    private mutating func checkLabels(_ labels: JSONObject?) {
        guard let labels else { return }
        if labels.members.count > 64 { report("labels", "No more than 64 labels are allowed.") }
        for label in labels.members {
            let value = label.value.string ?? ""
            guard Self.isLabel(label.name), !label.name.isEmpty, Self.isLabel(value) else {
                report(
                    "labels",
                    "Label '\(label.name)' must have at most 64 characters: lowercase letters, "
                        + "digits, underscores and dashes."
                )
                continue
            }
        }
    }

    private static func isLabel(_ text: String) -> Bool {
        text.unicodeScalars.count <= 64
            && text.unicodeScalars.allSatisfy { scalar in
                scalar == "_" || scalar == "-" || scalar.properties.numericType != nil
                    || scalar.properties.isAlphabetic
                        && scalar.properties.lowercaseMapping == String(Character(scalar))
                    || scalar.properties.generalCategory == .nonspacingMark
            }
    }

    private mutating func checkNames(_ job: JSONObject) {
        if (job["tunedModelDisplayName"]?.string ?? "").unicodeScalars.count > 128 {
            report("tuned_model_display_name", "Must have at most 128 characters.")
        }
        if let encryption = job["encryptionSpec"], encryption["kmsKeyName"] == nil {
            require("encryption_spec.kms_key_name")
        }
    }

    private mutating func require(_ field: String) {
        report(field, "Required field is not set.")
    }

    private mutating func report(_ field: String, _ description: String) {
        violations.append(
            APIError.Violation(field: "tuning_job." + field, description: description)
        )
    }
}
