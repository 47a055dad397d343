import TuneQLJSON

/// A job: where it is, how it lives, and what decides its contents.
struct Job: Sendable {
    let place: JobCollection.Place
    /// The last segment of the job's name.
    let number: String
    /// The seed of everything about the job that is made up.
    let seed: UInt64
    var life: Life
    /// The body that the job was created with; nil for a generated job.
    let body: JSONObject?
    let traits: JobTraits

    var name: String { "\(place.name)/tuningJobs/\(number)" }

    /// The job's own sequence of random numbers for one purpose.
    func random(_ purpose: JobColumn) -> SeededRandom {
        SeededRandom(seed: seed, stream: SeededRandom.hash(purpose.rawValue))
    }
}

/// What several columns of a job depend on together.
struct JobTraits: Sendable {
    var theme: Theme
    var version: Int
    var isPreference: Bool
    var epochs: Int
    var examples: Int
}

/// A top-level member of a job, in the order in which the service writes them.
enum JobColumn: String, CaseIterable, Sendable {
    case name, tunedModelDisplayName, description, baseModel, preTunedModel, state
    case createTime, startTime, endTime, updateTime, error, labels, experiment, serviceAccount
    case gcsMetricsUri, encryptionSpec, supervisedTuningSpec, preferenceOptimizationSpec
    case tunedModel, tuningDataStats, evaluateDatasetRuns

    /// Whether the caller of create sets it.
    var isInput: Bool {
        switch self {
        case .tunedModelDisplayName, .description, .baseModel, .preTunedModel, .labels,
            .serviceAccount, .encryptionSpec, .supervisedTuningSpec, .preferenceOptimizationSpec:
            true
        default: false
        }
    }
}
