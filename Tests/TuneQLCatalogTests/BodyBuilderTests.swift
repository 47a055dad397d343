import Testing
import TuneQLCatalog
import TuneQLCatalogData
import TuneQLJSON
import TuneQLSQLite

@Suite struct BodyBuilderTests {
    private func builder(
        of method: String = "create",
        allowsUnknown: Bool = false
    ) throws -> BodyBuilder {
        let jobs = try Project.tuningJobs()
        let found = try #require(jobs.methods.first { $0.name == method })
        let catalog = Catalog.embedded
        return try BodyBuilder(method: found, allowsUnknown: allowsUnknown) {
            (name) throws(CatalogError) in
            try catalog.message(name, provider: "google", service: "aiplatform")
        }
    }

    private func body(_ assignments: [(column: String, value: SQLiteValue)]) throws -> String? {
        try builder().request(assignments).body?.text
    }

    private func refusal(_ column: String, _ value: SQLiteValue) throws -> BodyError {
        try #require(throws: BodyError.self) { try body([(column, value)]) }
    }

    @Test func `what only the service knows is sent where that is wanted`() throws {
        let spec =
            #"{"trainingDatasetUri":"gs://b/t","newKnob":{"a":[1]},"hyperParameters":"#
            + #"{"adapterSize":"ADAPTER_SIZE_SIXTY_FOUR"}}"#
        let request = try builder(allowsUnknown: true).request([
            ("baseModel", .text("gemini")), ("supervisedTuningSpec", .text(spec)),
            ("data__newText", .text("a b")), ("newNumber", .integer(3)),
            ("newObject", .text(#"{"x":true}"#)), ("newNull", .null),
        ])
        #expect(
            request.body?.text == #"{"baseModel":"gemini","supervisedTuningSpec":\#(spec),"#
                + #""newText":"a b","newNumber":3,"newObject":{"x":true}}"#
        )
        for (column, value) in [("name", "n"), ("supervisedTuningSpec", #"{"hyperParameters":1}"#)]
        {
            #expect(throws: BodyError.self, "what is known is checked") {
                try builder(allowsUnknown: true).request([(column, .text(value))])
            }
        }
        #expect(throws: BodyError.self, "there is no body") {
            try builder(of: "get", allowsUnknown: true).request([("newText", .text("a"))])
        }
    }

    @Test func `parameters that differ in case are told apart, and need no member beside them`()
        throws
    {
        var method = Acme.method("put")
        (method.verb, method.requestMessage) = (.replace, "Thing")
        method.parameters = ["userIp", "userip", "entity"].map {
            Parameter(name: $0, location: .query, isRequired: false)
        }
        let builder = try BodyBuilder(method: method) { (name) throws(CatalogError) in
            let types: [(String, FieldType)] = [
                ("entity", .string(format: nil)), ("role", .string(format: nil)),
            ]
            return Message(
                name: name,
                fields: types.map { Field(name: $0, type: $1, isRequired: true) }
            )
        }
        let request = try builder.request([
            ("userip", .text("a")), ("userIp", .text("b")), ("ENTITY", .text("e")),
            ("role", .text("r")),
        ])
        #expect(request.arguments == ["userIp": "b", "userip": "a", "entity": "e"])
        #expect(request.body?.text == #"{"role":"r"}"#)
        #expect(throws: BodyError.self) { try builder.request([("role", .text("r"))]) }
        #expect(throws: BodyError.self) { try builder.request([("entity", .text("e"))]) }
    }

    @Test func `parameters go to the path and columns to the body`() throws {
        let request = try builder().request([
            ("projectsId", .text("p-1")), ("LOCATIONSID", .text("us-central1")),
            ("baseModel", .text("gemini")), ("data__description", .text("d")),
            ("supervisedTuningSpec", .text(#"{"trainingDatasetUri":"gs://b/t.jsonl"}"#)),
            ("labels", .text(#"{"team":"a"}"#)), ("tunedModelDisplayName", .null),
        ])
        #expect(request.arguments == ["projectsId": "p-1", "locationsId": "us-central1"])
        #expect(
            request.body?.text == """
                {"baseModel":"gemini","description":"d",\
                "supervisedTuningSpec":{"trainingDatasetUri":"gs://b/t.jsonl"},\
                "labels":{"team":"a"}}
                """
        )
    }

    @Test(
        arguments: [
            (#"{"trainingDatasetUri":"t","hyperParameters":{"epochCount":3}}"#, #""3""#),
            (#"{"trainingDatasetUri":"t","hyperParameters":{"epochCount":"3"}}"#, #""3""#),
            (#"{"training_dataset_uri":"t","hyper_parameters":{"epoch_count":"3"}}"#, #""3""#),
        ]
    )
    func `int64 is sent as digits and names in the document's spelling`(
        spec: String,
        epochs: String
    ) throws {
        #expect(
            try body([("supervisedTuningSpec", .text(spec))]) == """
                {"supervisedTuningSpec":{"trainingDatasetUri":"t",\
                "hyperParameters":{"epochCount":\(epochs)}}}
                """
        )
    }

    @Test(
        arguments: [
            #"{"adapterSize":"ADAPTER_SIZE_FOUR"}"#,
            #"{"learningRateMultiplier":1.5}"#, #"{"learningRateMultiplier":"NaN"}"#, "{}",
        ]
    )
    func `what the service accepts is passed on`(parameters: String) throws {
        let spec = #"{"trainingDatasetUri":"t","hyperParameters":\#(parameters)}"#
        #expect(
            try body([("supervisedTuningSpec", .text(spec))])
                == #"{"supervisedTuningSpec":\#(spec)}"#
        )
    }

    @Test func `null members are left out`() throws {
        let spec = #"{"trainingDatasetUri":"t","validationDatasetUri":null}"#
        #expect(
            try body([("supervisedTuningSpec", .text(spec))])
                == #"{"supervisedTuningSpec":{"trainingDatasetUri":"t"}}"#
        )
    }

    @Test func `a column that is a field of another one is refused with its path`() throws {
        let error = try refusal("trainingDatasetUri", .text("gs://x"))
        guard case .unknown(let candidates) = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(candidates.contains("supervisedTuningSpec.trainingDatasetUri"))
    }

    @Test func `an unknown column is refused with what there is`() throws {
        let error = try refusal("baseModell", .text("x"))
        guard case .unknown(let candidates) = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(error.path == "baseModell")
        #expect(candidates.contains("baseModel") && candidates.contains("projectsId"))
        #expect(!candidates.contains("state"))
    }

    @Test(
        arguments: [
            ("state", .text("JOB_STATE_RUNNING"), "state", .outputOnly),
            ("data__createTime", .null, "createTime", .outputOnly),
            ("projectsId", .null, "projectsId", .null),
            (
                "supervisedTuningSpec", .text("{}"), "supervisedTuningSpec.trainingDatasetUri",
                .missing
            ),
            (
                "supervisedTuningSpec", .text(#"{"trainingDatasetUri":null}"#),
                "supervisedTuningSpec.trainingDatasetUri", .missing
            ),
            (
                "supervisedTuningSpec", .text("gs://bucket"), "supervisedTuningSpec",
                .notJSON(JSONError(.unexpectedByte, at: 0))
            ),
            (
                "labels", .text("[1]"), "labels",
                .wrongKind(expected: "an object", found: "an array")
            ),
            (
                "labels", .integer(1), "labels",
                .wrongKind(expected: "an object as JSON text", found: "a number")
            ),
            (
                "labels", .text(#"{"a":1}"#), "labels.a",
                .wrongKind(expected: "text", found: "a number")
            ),
            ("baseModel", .blob([1]), "baseModel", .wrongKind(expected: "text", found: "a blob")),
            (
                "supervisedTuningSpec",
                .text(#"{"trainingDatasetUri":"t","hyperParameters":{"epochCount":"many"}}"#),
                "supervisedTuningSpec.hyperParameters.epochCount",
                .malformed(expected: "a 64-bit integer")
            ),
            (
                "supervisedTuningSpec",
                .text(#"{"trainingDatasetUri":"t","exportLastCheckpointOnly":"yes"}"#),
                "supervisedTuningSpec.exportLastCheckpointOnly",
                .wrongKind(expected: "true or false", found: "text")
            ),
            (
                "supervisedTuningSpec",
                .text(#"{"trainingDatasetUri":"t","training_dataset_uri":"u"}"#),
                "supervisedTuningSpec.trainingDatasetUri", .duplicate
            ),
            (
                "supervisedTuningSpec",
                .text(
                    #"""
                    {"trainingDatasetUri":"t","evaluationConfig":
                    {"metrics":[{},{"bleuSpec":[]}],"outputConfig":{}}}
                    """#
                ),
                "supervisedTuningSpec.evaluationConfig.metrics[1].bleuSpec",
                .wrongKind(expected: "an object", found: "an array")
            ),
            ("preTunedModel", .text(#"{"baseModel":"b"}"#), "preTunedModel.baseModel", .outputOnly),
        ] as [(String, SQLiteValue, String, BodyError.Reason)]
    )
    func `a value that cannot be sent is refused with its path`(
        column: String,
        value: SQLiteValue,
        path: String,
        reason: BodyError.Reason
    ) throws {
        let error = try refusal(column, value)
        #expect(error == BodyError(path: path, reason: reason))
        #expect(error.concerns(column))
    }

    @Test func `an enumeration's values are listed`() throws {
        let spec = #"{"trainingDatasetUri":"t","hyperParameters":{"adapterSize":"FOUR"}}"#
        let error = try refusal("supervisedTuningSpec", .text(spec))
        guard case .notAmong("FOUR", let values) = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(error.path == "supervisedTuningSpec.hyperParameters.adapterSize")
        #expect(values.contains("ADAPTER_SIZE_FOUR") && values.count == 7)
    }

    @Test(
        arguments: [
            (#""hyperParameters":{"adapterSize":4}"#, "hyperParameters.adapterSize", "4"),
            (#""hyperParameters":{"adapterSize":"4"}"#, "hyperParameters.adapterSize", "4"),
            (#""hyperParameters":{"adapterSize":4.5}"#, "hyperParameters.adapterSize", "4.5"),
            (
                #""evaluationConfig":{"metrics":[{"aggregationMetrics":["AVERAGE",2]}]}"#,
                "evaluationConfig.metrics[0].aggregationMetrics[1]", "2"
            ),
            (
                #""evaluationConfig":{"inferenceGenerationConfig":{"responseSchema":{"items":{"type":1}}}}"#,
                "evaluationConfig.inferenceGenerationConfig.responseSchema.items.type", "1"
            ),
        ] as [(String, String, String)]
    )
    func `the number of an enumeration's value on the wire is refused at every depth`(
        member: String,
        path: String,
        number: String
    ) throws {
        let spec = #"{"trainingDatasetUri":"t",\#(member)}"#
        let error = try refusal("supervisedTuningSpec", .text(spec))
        guard case .notAmong(number, let values) = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect(error.path == "supervisedTuningSpec.\(path)")
        #expect(values.count > 3)
    }

    @Test func `an unknown member is refused with its message's members`() throws {
        let error = try refusal("supervisedTuningSpec", .text(#"{"trainingDatasetUrl":"t"}"#))
        #expect(
            error
                == BodyError(
                    path: "supervisedTuningSpec.trainingDatasetUrl",
                    reason: .unknown(candidates: [
                        "evaluationConfig", "exportLastCheckpointOnly", "hyperParameters",
                        "trainingDatasetUri", "validationDatasetUri",
                    ])
                )
        )
    }

    @Test func `a property cannot be given twice`() throws {
        let error = try #require(throws: BodyError.self) {
            try body([("baseModel", .text("a")), ("data__baseModel", .text("b"))])
        }
        #expect(error == BodyError(path: "baseModel", reason: .duplicate))
    }

    @Test func `a whole body is checked as its message`() throws {
        let cancel = try builder(of: "cancel")
        #expect(try cancel.body(checking: [:]) == [:])
        #expect(throws: BodyError.self) { try cancel.body(checking: ["x": 1]) }
        #expect(throws: BodyError.self) { try cancel.body(checking: []) }
        #expect(throws: BodyError.self) { try builder(of: "get").body(checking: [:]) }
    }

    @Test func `an empty request message is an empty object, and no message no body`() throws {
        #expect(try builder(of: "cancel").request([]).body == [:])
        #expect(try builder(of: "get").request([]).body == nil)
    }

    @Test func `columns may belong to a member of the body`() throws {
        let create = Method(
            name: "create",
            verb: .insert,
            httpMethod: "POST",
            path: "/v1/projects/{projectId}/jobs",
            host: HostRule(otherwise: "https://a.example", fallback: "https://a.example"),
            parameters: [Parameter(name: "projectId", location: .path, isRequired: true)],
            requestMessage: "Job",
            bodyMember: "spec"
        )
        let messages = [
            Message(name: "Job", fields: [Field(name: "spec", type: .message("Spec"))]),
            Message(name: "Spec", fields: [Field(name: "image", type: .string(format: nil))]),
        ]
        let builder = try BodyBuilder(method: create) { name in
            messages.first { $0.name == name }
        }
        let request = try builder.request([("projectId", .integer(7)), ("image", .text("i"))])
        #expect(request.arguments == ["projectId": "7"])
        #expect(request.body?.text == #"{"spec":{"image":"i"}}"#)
    }

    @Test(
        arguments: [
            (
                UpdateMask(name: "mask", location: .body), "PATCH",
                #"{"job":{"title":"t"},"mask":"title,note"}"#
            ),
            (UpdateMask(name: "mask", location: .query), "PATCH", #"{"job":{"title":"t"}}"#),
            (nil, "PATCH", #"{"job":{"title":"t","note":null}}"#),
            (nil, "PUT", #"{"job":{"title":"t"}}"#),
        ] as [(UpdateMask?, String, String)]
    )
    func `a NULL removes a field of an update`(
        mask: UpdateMask?,
        httpMethod: String,
        body: String
    ) throws {
        let update = Method(
            name: "update",
            verb: .update,
            httpMethod: httpMethod,
            path: "/v1/jobs",
            host: HostRule(otherwise: "https://a.example", fallback: "https://a.example"),
            parameters: [],
            requestMessage: "UpdateJob",
            bodyMember: "job",
            updateMask: mask
        )
        let text = FieldType.string(format: nil)
        let messages = [
            Message(
                name: "UpdateJob",
                fields: [
                    Field(name: "job", type: .message("Job")), Field(name: "mask", type: text),
                ]
            ),
            Message(
                name: "Job",
                fields: [Field(name: "title", type: text), Field(name: "note", type: text)]
            ),
        ]
        let builder = try BodyBuilder(method: update) { name in
            messages.first { $0.name == name }
        }
        let request = try builder.request([], setting: [("title", .text("t")), ("note", .null)])
        #expect(request.body?.text == body)
        #expect(request.arguments["mask"] == (mask?.location == .query ? "title,note" : nil))
    }

    @Test(arguments: [UpdateMask.Location.query, .body])
    func `an update that sets the tag of the version alone is refused`(
        location: UpdateMask.Location
    ) throws {
        let url = "https://a.example"
        let update = Method(
            name: "update",
            verb: .update,
            httpMethod: "PATCH",
            path: "/v1/jobs",
            host: HostRule(otherwise: url, fallback: url),
            parameters: [],
            requestMessage: "Job",
            updateMask: UpdateMask(name: "mask", location: location)
        )
        let etag = Field(name: "etag", type: .string(format: nil))
        let builder = try BodyBuilder(method: update) { _ in
            Message(name: "Job", fields: [etag])
        }
        #expect(throws: BodyError(path: "etag", reason: .noChange)) {
            try builder.request([], setting: [("etag", .text("e"))])
        }
    }
}
