import Testing
import TuneQLEmulator
import TuneQLJSON

@Suite struct CreateTests {
    private static let long = String(repeating: "x", count: 129)

    @Test(arguments: [
        (
            #"[]"#,
            "Invalid JSON payload received. Unknown name \"\": Root element must be a message."
        ),
        (
            #"{"baseModel":"m","baseModel2":1,"x":2}"#,
            "Invalid JSON payload received. Unknown name \"baseModel2\" at 'tuning_job': Cannot find "
                + "field.\nInvalid JSON payload received. Unknown name \"x\" at 'tuning_job': Cannot "
                + "find field."
        ),
        (#"{"baseModel":5}"#, "Invalid value at 'tuning_job.base_model' (TYPE_STRING), 5"),
        (
            #"{"baseModel":["m"]}"#,
            "Invalid JSON payload received. Unknown name \"baseModel\" at 'tuning_job': Proto field is "
                + "not repeating, cannot start list."
        ),
        (
            #"{"labels":{"a":1}}"#,
            "Invalid value at 'tuning_job.labels[a].value' (TYPE_STRING), 1"
        ),
        (
            #"{"encryptionSpec":"k"}"#,
            "Invalid value at 'tuning_job.encryption_spec' "
                + "(type.googleapis.com/google.cloud.aiplatform.v1.EncryptionSpec), \"k\""
        ),
        (
            #"{"supervisedTuningSpec":{"evaluationConfig":{"metrics":[{"bleuSpec":{"x":1}}]}}}"#,
            "Invalid JSON payload received. Unknown name \"x\" at 'tuning_job.supervised_tuning_spec."
                + "evaluation_config.metrics[0].bleu_spec': Cannot find field."
        ),
    ])
    func `a body of the wrong shape is refused`(_ body: String, _ message: String) throws {
        let answer = try stillEmulator().call("POST", jobsPath, try JSONValue(parsing: body))
        #expect(answer.status == 400)
        #expect(answer.body["error"]?["message"]?.string == message)
    }

    @Test(
        arguments: [
            (#"{}"#, ["tuning_job.base_model", "tuning_job.supervised_tuning_spec"]),
            (
                #"{"baseModel":"m","supervisedTuningSpec":{"validationDatasetUri":"x"}}"#,
                [
                    "tuning_job.supervised_tuning_spec.training_dataset_uri",
                    "tuning_job.supervised_tuning_spec.validation_dataset_uri",
                ]
            ),
            (
                #"{"preTunedModel":{},"preferenceOptimizationSpec":{"trainingDatasetUri":"gs://b/x"}}"#,
                ["tuning_job.pre_tuned_model.tuned_model_name"]
            ),
            (
                #"{"baseModel":"m","labels":{"A":"b"},"encryptionSpec":{},"tunedModelDisplayName":"\#(long)","supervisedTuningSpec":{"trainingDatasetUri":"gs://b/x"}}"#,
                [
                    "tuning_job.labels", "tuning_job.tuned_model_display_name",
                    "tuning_job.encryption_spec.kms_key_name",
                ]
            ),
            (
                #"{"baseModel":"m","supervisedTuningSpec":{"trainingDatasetUri":"gs://b/x","hyperParameters":{"epochCount":-1}}}"#,
                ["tuning_job.supervised_tuning_spec.hyper_parameters.epoch_count"]
            ),
        ] as [(String, [String])]
    )
    func `a job that cannot be run is refused`(_ body: String, _ fields: [String]) throws {
        let answer = try stillEmulator().call("POST", jobsPath, try JSONValue(parsing: body))
        #expect(answer.status == 400)
        let details = answer.body["error"]?["details"]?.array?[0]["fieldViolations"]?.array ?? []
        #expect(details.compactMap { $0["field"]?.string } == fields)
    }

    @Test func `a dataset may be a resource`() throws {
        let answer = try stillEmulator().call(
            "POST",
            jobsPath,
            [
                "baseModel": "m",
                "supervisedTuningSpec": [
                    "trainingDatasetUri": "projects/p/locations/l/datasets/1"
                ],
            ]
        )
        #expect(answer.status == 200)
    }

    @Test func `a refused create leaves nothing behind`() throws {
        let emulator = stillEmulator(jobs: 0)
        #expect(try emulator.call("POST", jobsPath, [:]).status == 400)
        #expect(try emulator.get(jobsPath) == [:])
    }

    @Test(arguments: [
        "01-succeeded-supervised-full", "02-failed-with-error", "03-cancelled",
        "04-pending-minimal",
        "05-running-unicode-cmek", "06-succeeded-preference-optimization",
        "07-continuous-tuning-evaluation",
    ])
    func `a job of the service can be created again`(_ file: String) throws {
        let job = try JSONValue(parsing: try resource("jobs/\(file).json"))
        let answer = try stillEmulator().call("POST", jobsPath, job)
        #expect(answer.status == 200)
        for name in ["tunedModelDisplayName", "description", "baseModel", "encryptionSpec"] {
            #expect(answer.body[name] == job[name])
        }
        #expect(answer.body["state"] == "JOB_STATE_QUEUED" && answer.body["name"] != job["name"])
        func evaluation(_ job: JSONValue) -> JSONValue? {
            job["supervisedTuningSpec"]?["evaluationConfig"]
        }
        func metrics(_ job: JSONValue) -> [[String]]? {
            evaluation(job)?["metrics"]?.array?.map { $0.object?.names ?? [] }
        }
        #expect(metrics(answer.body) == metrics(job))
        // Explicit presence: a false that was sent is kept.
        let flag = evaluation(answer.body)?["inferenceGenerationConfig"]?["audioTimestamp"]
        #expect(flag == evaluation(job)?["inferenceGenerationConfig"]?["audioTimestamp"])
    }
}
