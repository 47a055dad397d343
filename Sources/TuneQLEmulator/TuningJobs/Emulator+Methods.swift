import Synchronization
import TuneQLJSON

extension Emulator {
    /// Answers every method but the list of jobs, whose pages are bytes.
    func value(
        of route: Route,
        _ parameters: RequestParameters,
        _ body: [UInt8]
    ) throws(APIError) -> JSONValue {
        switch route {
        case .listLocations(let project): try listLocations(project, parameters)
        case .getLocation(let parent): places.document(try place(parent))
        case .createJob(let parent): try create(parent, body)
        case .getJob(let parent, let id): JobDocument(try job(parent, id).job, at: now).object()
        case .cancelJob(let parent, let id): try cancel(parent, id, body)
        case .rebase(let parent): try rebase(parent, body)
        case .getOperation(let parent, let id): try operation(parent, id)
        case .listJobs: .object(JSONObject())
        }
    }

    func place(_ parent: Route.Parent) throws(APIError) -> JobCollection.Place {
        guard let place = places.place(parent) else { throw .notFound("Location") }
        return place
    }

    /// Finds a job by its id.
    func job(_ parent: Route.Parent, _ id: String) throws(APIError) -> (job: Job, place: JobPlace) {
        let index = try place(parent).index
        let numbering = JobNumbering(seed: configuration.seed)
        guard let found = numbering.place(of: id), found.collection == index,
            let job = state.withLock({ $0.collections[index].job(ordinal: found.ordinal) })
        else { throw .notFound("TuningJob") }
        return (job, JobPlace(collection: index, ordinal: found.ordinal))
    }

    private func create(_ parent: Route.Parent, _ bytes: [UInt8]) throws(APIError) -> JSONValue {
        let body = try BodyReader.object(bytes, as: "TuningJob", path: "tuning_job")
        try TuningJobRules.check(body)
        let place = try place(parent)
        let spec = body["supervisedTuningSpec"] ?? body["preferenceOptimizationSpec"]
        let willFail = spec?["trainingDatasetUri"]?.string?.contains("fail") ?? false
        let now = now
        let (job, _) = add(body, to: place) { generator, ordinal in
            generator.life(created: now, ordinal: ordinal, in: place, willFail: willFail)
        }
        return JobDocument(job, at: now).object()
    }

    /// Keeps a new job, with the life that is chosen for its ordinal.
    func add(
        _ body: JSONObject,
        to place: JobCollection.Place,
        life: (JobGenerator, Int) -> Life
    ) -> (job: Job, place: JobPlace) {
        state.withLock { state in
            let collection = state.collections[place.index]
            let life = life(collection.generator, collection.count)
            let ordinal = state.collections[place.index].add(body, life: life)
            let job = collection.generator.job(ordinal, in: place, body: body, life: life)
            return (job, JobPlace(collection: place.index, ordinal: ordinal))
        }
    }

    private func cancel(
        _ parent: Route.Parent,
        _ id: String,
        _ bytes: [UInt8]
    ) throws(APIError) -> JSONValue {
        _ = try BodyReader.object(bytes, as: "CancelTuningJobRequest", path: "")
        let (job, place) = try job(parent, id)
        let now = now
        let condition = job.life.condition(at: now)
        guard !condition.isFinal else {
            throw .failedPrecondition(
                "The TuningJob is in state \(condition.state.name) and cannot be cancelled."
            )
        }
        if condition.state != .cancelling {
            state.withLock { state in
                state.collections[place.collection].cancel(ordinal: place.ordinal, at: now)
            }
        }
        return .object(JSONObject())
    }
}
