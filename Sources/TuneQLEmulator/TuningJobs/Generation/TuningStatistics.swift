import TuneQLJSON

/// The statistics of a job's dataset.
struct TuningStatistics {
    let job: Job

    /// The number of steps that the epochs take with a batch of eight.
    static func steps(of traits: JobTraits) -> Int {
        max(1, traits.examples * traits.epochs / 8)
    }

    var value: JSONValue {
        var random = job.random(.tuningDataStats)
        return job.traits.isPreference
            ? ["preferenceOptimizationDataStats": .object(preference(&random))]
            : ["supervisedTuningDataStats": .object(supervised(&random))]
    }

    private func supervised(_ random: inout SeededRandom) -> JSONObject {
        let input = Distribution(count: job.traits.examples, range: 8...8192, &random)
        let output = Distribution(count: job.traits.examples, range: 1...2048, &random)
        let messages = Distribution(count: job.traits.examples, range: 1...14, &random)
        var stats = counts(tokens: input.sum + output.sum)
        stats["totalTuningCharacterCount"] = .string(String((input.sum + output.sum) * 4))
        stats["totalBillableCharacterCount"] = .string(String((input.sum + output.sum) * 4 - 9))
        if random.chance(25) { addTruncated(to: &stats, &random) }
        stats["userInputTokenDistribution"] = input.supervisedValue
        stats["userOutputTokenDistribution"] = output.supervisedValue
        if random.chance(30) {
            stats["userMessagePerExampleDistribution"] = messages.supervisedValue
        }
        stats["userDatasetExamples"] = .array(dialogues.flatMap { $0 })
        return stats
    }

    private func addTruncated(to stats: inout JSONObject, _ random: inout SeededRandom) {
        let indices = (1...random.int(1...3)).map { $0 * random.int(3...30) }
        stats["totalTruncatedExampleCount"] = .string(String(indices.count))
        stats["truncatedExampleIndices"] = .array(indices.map { .string(String($0)) })
        stats["droppedExampleReasons"] = ["The example has more than 131072 tokens."]
    }

    private func preference(_ random: inout SeededRandom) -> JSONObject {
        let input = Distribution(count: job.traits.examples, range: 5...900, &random)
        let output = Distribution(count: job.traits.examples, range: 1...300, &random)
        let scores = Distribution(count: job.traits.examples, range: 0...10, &random)
        var stats = counts(
            tokens: random.chance(3) ? 9_007_199_254_740_993 : input.sum + output.sum
        )
        if random.chance(25) {
            stats["droppedExampleIndices"] = ["4", .string(String(random.int(5...39)))]
            stats["droppedExampleReasons"] = ["There is only one completion.", "Scores are equal."]
        }
        stats["scoresDistribution"] = scores.preferenceValue
        stats["userInputTokenDistribution"] = input.preferenceValue
        stats["userOutputTokenDistribution"] = output.preferenceValue
        stats["userDatasetExamples"] = .array(dialogues.map(comparison))
        return stats
    }

    private func counts(tokens: Int) -> JSONObject {
        var stats = JSONObject()
        stats["tuningDatasetExampleCount"] = .string(String(job.traits.examples))
        stats["totalBillableTokenCount"] = .string(String(tokens))
        stats["tuningStepCount"] = .string(String(Self.steps(of: job.traits)))
        return stats
    }

    /// The turns of each dialogue.
    private var dialogues: [[JSONValue]] {
        job.traits.theme.dialogues.map { dialogue in
            [
                ["role": "user", "parts": [["text": .string(dialogue.user)]]],
                ["role": "model", "parts": [["text": .string(dialogue.model)]]],
            ]
        }
    }

    private func comparison(_ turns: [JSONValue]) -> JSONValue {
        [
            "contents": .array(Array(turns.prefix(1))),
            "completions": [
                ["score": 1, "completion": turns[1]],
                [
                    "score": .number("0.125"),
                    "completion": ["role": "model", "parts": [["text": "I don't know."]]],
                ],
            ],
        ]
    }
}
