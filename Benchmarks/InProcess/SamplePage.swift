/// Pages as a service sends them.
enum SamplePage {
    static let textColumns = (0..<16).map { "column\($0)" }
    static let jobColumns = [
        "name", "description", "baseModel", "createTime", "labels", "state", "supervisedTuningSpec",
        "tunedModel", "tuningDataStats", "updateTime",
    ]

    /// Items with 16 short texts.
    static func texts(count: Int) -> [UInt8] {
        let items = (0..<count).map { row in
            let members = textColumns.map { #""\#($0)": "value \#(row) of \#($0) and more""# }
            return "{\(members.joined(separator: ", "))}"
        }
        return Array(#"{"items": [\#(items.joined(separator: ","))]}"#.utf8)
    }

    /// Tuning jobs of some kilobytes, indented.
    static func jobs(count: Int) -> [UInt8] {
        let items = (0..<count).map(job)
        return Array("{\n  \"tuningJobs\": [\n\(items.joined(separator: ",\n"))\n  ]\n}".utf8)
    }

    private static func job(_ number: Int) -> String {
        let buckets = (0..<20).map { bucket in
            """
                      {
                        "count": \(bucket * 17),
                        "left": \(bucket * 10),
                        "right": \(bucket * 10 + 9)
                      }
            """
        }
        return """
                {
                  "name": "projects/123456/locations/us-central1/tuningJobs/\(number)",
                  "description": "A job that says \\"hello\\" for the \(number)th time",
                  "baseModel": "gemini-2.5-flash",
                  "createTime": "2026-01-02T03:04:05.678901Z",
                  "labels": {
                    "team": "search",
                    "run": "\(number)"
                  },
                  "state": "JOB_STATE_SUCCEEDED",
                  "supervisedTuningSpec": {
                    "trainingDatasetUri": "gs://bucket/train-\(number).jsonl",
                    "hyperParameters": {
                      "epochCount": "4",
                      "learningRateMultiplier": 0.5
                    }
                  },
                  "tuningDataStats": {
                    "supervisedTuningDataStats": {
                      "userInputTokenDistribution": {
                        "buckets": [
            \(buckets.joined(separator: ",\n"))
                        ]
                      }
                    }
                  },
                  "updateTime": "2026-01-02T04:04:05.678901Z"
                }
            """
    }
}
