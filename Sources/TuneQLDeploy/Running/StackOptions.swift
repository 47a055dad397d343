/// How a stack is run.
package struct StackOptions: Sendable {
    /// What follows a resource that fails.
    package enum FailureAction: String, Sendable, CaseIterable {
        /// The run ends.
        case error
        /// The run goes on with the next resource, and fails at its end.
        case ignore
        /// What this run created is deleted, and the run ends.
        case rollback
    }

    package var onFailure = FailureAction.error
    /// Whether the queries are shown, and none is sent.
    package var isDry = false
    /// Whether each query is shown before it is sent.
    package var showsQueries = false

    package init() {}
}

/// How a run of a stack ends.
package struct StackResult: Sendable, Hashable {
    /// Whether all resources are as they should be.
    package var isGood = true
    /// For a plan: whether a build would change something.
    package var hasChanges = false
    /// For a plan: whether something differs that no query of the stack compares.
    package var hasUncheckedDifferences = false
    /// The text of the output file, if the manifest and the options ask for one.
    package var output: String?

    package init() {}
}
