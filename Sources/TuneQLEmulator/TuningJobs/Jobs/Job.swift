import TuneQLJSON

/// A job: where it is, how it lives, and what decides its contents.
struct Job: Sendable {
    /// The seed of all generated data of the job.
    enum Contents: Sendable {
        /// One of the contents that generated jobs share.
        case shared(Int, seed: UInt64)
        /// The body that the job was created with.
        case created(JSONObject)
    }

    let place: JobCollection.Place
    /// The last segment of the job's name.
    let number: String
    /// The seed of what is made up for this job alone.
    let seed: UInt64
    var life: Life
    let contents: Contents
    /// Whether the job is a model for every job of the same contents, with marks where those differ.
    var isModel = false

    var name: String { "\(place.name)/tuningJobs/\(number)" }

    /// The body that the job was created with; nil for a generated job.
    var body: JSONObject? {
        guard case .created(let body) = contents else { return nil }
        return body
    }

    /// The sequence of random numbers of the contents for one purpose.
    func random(_ purpose: JobColumn) -> SeededRandom {
        SeededRandom(seed: contentSeed, stream: SeededRandom.hash(purpose.rawValue))
    }

    /// The choices that several columns share.
    var traits: JobTraits {
        var traits = JobTraits(seed: contentSeed)
        guard let body else { return traits }
        traits.isPreference = body["preferenceOptimizationSpec"] != nil
        let spec = body["preferenceOptimizationSpec"] ?? body["supervisedTuningSpec"]
        traits.epochs = min(max(spec?["hyperParameters"]?["epochCount"]?.integer ?? 3, 1), 100)
        return traits
    }

    private var contentSeed: UInt64 {
        guard case .shared(_, let seed) = contents else { return seed }
        return seed
    }
}

/// The choices that several columns of a job share.
struct JobTraits: Sendable {
    var theme: Theme
    var version: Int
    var isPreference: Bool
    var epochs: Int
    var examples: Int

    init(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        theme = random.pick(Theme.all)
        version = random.int(1...9)
        isPreference = random.chance(14)
        epochs = random.pick([1, 2, 3, 3, 4, 5, 10])
        examples = random.int(40...4000)
    }
}
