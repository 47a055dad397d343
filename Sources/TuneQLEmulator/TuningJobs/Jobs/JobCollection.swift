import TuneQLJSON

/// The jobs of one location of one project.
///
/// A job's ordinal is its position: generated jobs count back from the newest, jobs created through
/// the API follow after them. Of a generated job only a cancellation is kept.
struct JobCollection: Sendable {
    /// Where the jobs are.
    struct Place: Sendable, Hashable {
        var index: Int
        var project: String
        var projectNumber: String
        var location: String

        /// The name as the service gives it back, with the project's number.
        var name: String { "projects/\(projectNumber)/locations/\(location)" }
    }

    struct Created: Sendable {
        /// The body of the create, as ``BodyReader`` read it.
        var body: JSONObject
        var life: Life
    }

    let place: Place
    let generator: JobGenerator
    private(set) var created: [Created] = []
    private var cancellations: [Int: Instant] = [:]

    init(place: Place, generator: JobGenerator) {
        self.place = place
        self.generator = generator
    }

    /// The number of jobs.
    var count: Int { generator.count + created.count }

    /// The rank of the newest job; ranks fall by one from job to job, newest first.
    var topRank: Int { created.count }

    /// The job of a rank; ranks stay the same when jobs are added.
    func job(rank: Int) -> Job? {
        guard rank > -generator.count else { return nil }
        return job(ordinal: rank > 0 ? generator.count + rank - 1 : -rank)
    }

    /// The job of an ordinal.
    func job(ordinal: Int) -> Job? {
        guard ordinal >= 0, ordinal < count else { return nil }
        guard ordinal >= generator.count else {
            var job = generator.job(ordinal, in: place)
            if !cancellations.isEmpty { job.life.cancelRequested = cancellations[ordinal] }
            return job
        }
        let made = created[ordinal - generator.count]
        var job = generator.job(ordinal, in: place, body: made.body, life: made.life)
        job.life.cancelRequested = cancellations[ordinal]
        return job
    }

    /// Adds a job and returns its ordinal.
    mutating func add(_ body: JSONObject, life: Life) -> Int {
        created.append(Created(body: body, life: life))
        return count - 1
    }

    mutating func cancel(ordinal: Int, at now: Instant) {
        cancellations[ordinal] = now
    }
}
