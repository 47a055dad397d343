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
