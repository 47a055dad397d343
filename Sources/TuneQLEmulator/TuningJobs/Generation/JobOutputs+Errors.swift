import TuneQLJSON

extension JobOutputs {
    /// The reason why the job has no result: failures with details, cancellations with code 1 alone.
    var error: JSONValue? {
        var random = job.random(.error)
        switch condition.state {
        case .cancelled: return ["code": 1, "message": "CANCELED"]
        case .failed: return failure(&random)
        default: return nil
        }
    }

    private func failure(_ random: inout SeededRandom) -> JSONValue {
        switch random.int(1...4) {
        case 1: quotaExhausted
        case 2: ["code": 13, "message": "INTERNAL"]
        default: invalidDataset(line: random.int(2...900))
        }
    }

    private var quotaExhausted: JSONValue {
        [
            "code": 8,
            "message":
                .string("The quota of concurrent jobs in \(job.place.location) is used up."),
            "details": [
                [
                    "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                    "violations": [
                        [
                            "subject": .string("project_number:\(job.place.projectNumber)"),
                            "description": "global_concurrent_tuning_jobs",
                        ]
                    ],
                ]
            ],
        ]
    }

    private func invalidDataset(line: Int) -> JSONValue {
        let uri = "gs://\(job.traits.theme.bucket)/\(job.traits.theme.name)/train.jsonl"
        let reason = "line \(line): \"contents\" must not be empty."
        return [
            "code": 3,
            "message": .string("Invalid training dataset: \(reason)\nOther lines are not shown."),
            "details": [
                [
                    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                    "reason": "DATASET_INVALID", "domain": "aiplatform.googleapis.com",
                    "metadata": ["line": .string(String(line)), "uri": .string(uri)],
                ],
                [
                    "@type": "type.googleapis.com/google.rpc.BadRequest",
                    "fieldViolations": [
                        [
                            "field": "supervised_tuning_spec.training_dataset_uri",
                            "description": .string(reason),
                        ]
                    ],
                ],
            ],
        ]
    }
}
