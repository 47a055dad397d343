import TuneQLJSON

/// The fields that the service fills in as a job goes on.
struct JobOutputs {
    let job: Job
    let condition: Condition

    private var hasModel: Bool {
        condition.state == .succeeded || condition.state == .partiallySucceeded
    }

    /// The experiment that the metrics are written to, once the job runs.
    var experiment: JSONValue? {
        guard condition.started != nil else { return nil }
        let stamp = job.text(of: .stamp, in: condition)
        let contexts = "\(job.place.name)/metadataStores/default/contexts"
        return .string("\(contexts)/tuning-experiment-\(stamp)")
    }

    var metricsURI: JSONValue? {
        var random = job.random(.gcsMetricsUri)
        guard condition.started != nil, random.chance(70) else { return nil }
        return .string("gs://\(job.traits.theme.bucket)/metrics/\(job.number)/")
    }

    /// The model, its endpoint, and one checkpoint for each of the last epochs.
    var tunedModel: JSONValue? {
        guard hasModel else { return nil }
        var model = JSONObject()
        let endpoint = "\(job.place.name)/endpoints/\(job.identifier(1))"
        model["model"] = .string("\(job.place.name)/models/\(job.identifier(2))@1")
        model["endpoint"] = .string(endpoint)
        let checkpoints = checkpoints(endpoint: endpoint)
        if !checkpoints.isEmpty { model["checkpoints"] = .array(checkpoints) }
        return .object(model)
    }

    private func checkpoints(endpoint: String) -> [JSONValue] {
        guard !isLastCheckpointOnly else { return [] }
        let last = job.traits.epochs
        let steps = TuningStatistics.steps(of: job.traits)
        return (max(1, last - 3)...last).map { epoch in
            let own = "\(job.place.name)/endpoints/\(job.identifier(4 + last - epoch))"
            return [
                "checkpointId": .string(String(epoch)), "epoch": .string(String(epoch)),
                "step": .string(String(steps * epoch / last)),
                "endpoint": .string(epoch == last ? endpoint : own),
            ]
        }
    }

    private var isLastCheckpointOnly: Bool {
        let column: JobColumn =
            job.traits.isPreference ? .preferenceOptimizationSpec : .supervisedTuningSpec
        let inputs = job.body?[column.rawValue] ?? JobInputs(job: job).value(of: column)
        return inputs?["exportLastCheckpointOnly"]?.bool ?? false
    }

    /// The statistics of the dataset, known as soon as the job ran to an end or was stopped.
    var statistics: JSONValue? {
        guard hasModel || condition.state == .cancelled && condition.started != nil else {
            return nil
        }
        return TuningStatistics(job: job).value
    }

    /// Evaluations, of which few jobs have any.
    var evaluations: JSONValue? {
        var random = job.random(.evaluateDatasetRuns)
        guard hasModel, random.chance(6) else { return nil }
        let score = "\(random.int(0...4)).\(random.int(1...9))"
        let run = "\(job.place.name)/evaluationRuns/\(job.identifier(3))"
        let results: [JSONValue] = [
            [
                "aggregationMetric": "AVERAGE",
                "pointwiseMetricResult": ["score": .number(score)],
            ],
            ["aggregationMetric": "MEDIAN", "bleuMetricValue": ["score": 0]],
        ]
        return [
            [
                "checkpointId": .string(String(job.traits.epochs)), "evaluationRun": .string(run),
                "evaluateDatasetResponse": [
                    "aggregationOutput": ["aggregationResults": .array(results)]
                ],
            ]
        ]
    }
}
