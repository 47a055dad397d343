import Synchronization
import TuneQLJSON

extension Emulator {
    /// Starts a rebase: a new job, and an operation that is done when the job has ended.
    func rebase(_ parent: Route.Parent, _ bytes: [UInt8]) throws(APIError) -> JSONValue {
        let request = try BodyReader.object(bytes, as: "RebaseTunedModelRequest", path: "")
        guard let reference = request["tunedModelRef"]?.object?.members.first else {
            throw .found([
                APIError.Violation(
                    field: "tuned_model_ref",
                    description: "Required field is not set."
                )
            ])
        }
        let place = try place(parent)
        let body = try rebasedBody(reference, overrides: request["tuningJob"]?.object)
        let now = now
        let (job, jobPlace) = add(body, to: place) { _, _ in
            Life(
                created: now,
                dequeued: now,
                started: now + .seconds(1),
                ended: now + .seconds(5),
                outcome: .succeeded
            )
        }
        let id = operationNumber(jobPlace)
        state.withLock { $0.operations[id] = jobPlace }
        return document(operation: id, of: job)
    }

    func operation(_ parent: Route.Parent, _ id: String) throws(APIError) -> JSONValue {
        let index = try place(parent).index
        let job = state.withLock { state -> Job? in
            guard let place = state.operations[id], place.collection == index else { return nil }
            return state.collections[index].job(ordinal: place.ordinal)
        }
        guard let job else { throw .notFound("Operation") }
        return document(operation: id, of: job)
    }

    private func operationNumber(_ place: JobPlace) -> String {
        JobNumbering(seed: ~configuration.seed)
            .number(collection: place.collection, ordinal: place.ordinal)
    }

    /// The new job asks for what the old one asked for, on the base model that it names.
    private func rebasedBody(
        _ reference: JSONMember,
        overrides: JSONObject?
    ) throws(APIError) -> JSONObject {
        var body = JSONObject()
        if reference.name == "tuningJob" {
            body = try inputs(ofJobNamed: reference.value.string ?? "")
        } else {
            body["supervisedTuningSpec"] = [
                "trainingDatasetUri": "gs://tuned-models/train.jsonl"
            ]
        }
        for member in overrides?.members ?? [] { body[member.name] = member.value }
        if body["baseModel"] == nil, body["preTunedModel"] == nil {
            body["baseModel"] = "gemini-2.5-flash"
        }
        return body
    }

    private func inputs(ofJobNamed name: String) throws(APIError) -> JSONObject {
        let segments = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard segments.count == 6, segments[4] == "tuningJobs" else { throw .notFound("TuningJob") }
        let parent = Route.Parent(project: segments[1], location: segments[3])
        let document = JobDocument(try job(parent, segments[5]).job, at: now)
        var body = JSONObject()
        for column in JobColumn.allCases where column.isInput {
            body[column.rawValue] = document.value(of: column)
        }
        return body
    }

    private func document(operation id: String, of job: Job) -> JSONValue {
        let document = JobDocument(job, at: now)
        let package = "type.googleapis.com/google.cloud.aiplatform.v1"
        var operation = JSONObject()
        operation["name"] = .string("\(job.name)/operations/\(id)")
        operation["metadata"] = [
            "@type": .string("\(package).RebaseTunedModelOperationMetadata"),
            "genericMetadata": [
                "createTime": .string(job.life.created.text),
                "updateTime": .string(document.condition.updated.text),
            ],
        ]
        guard document.condition.isFinal else { return .object(operation) }
        operation["done"] = true
        let type = JSONMember(name: "@type", value: .string("\(package).TuningJob"))
        let members = document.object().object?.members ?? []
        operation["response"] = .object(JSONObject([type] + members))
        return .object(operation)
    }
}
