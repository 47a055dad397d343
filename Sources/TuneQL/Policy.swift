import TuneQLScan
import TuneQLTransport

extension Session {
    /// The rules for a session's statements: their permissions, limits and approvals.
    ///
    /// ```swift
    /// var policy = Session.Policy()
    /// policy.isReadOnly = true
    /// policy.timeLimit = .seconds(30)
    /// policy.maximumCalls = 200
    /// let session = try engine.makeSession(policy: policy)
    /// ```
    public struct Policy: Sendable {
        /// Whether REGISTRY PULL, and statements that change something at a service, are refused.
        public var isReadOnly = false
        /// Whether requests are shown instead of sent, except reads that decide what is written.
        public var isDryRun = false
        /// The maximum number of calls of a statement; each page of a list is one.
        public var maximumCalls: Int?
        /// The maximum number of pages read of each list; a list that has more is an error.
        public var maximumPages: Int?
        /// Whether a SELECT returns the rows that it has when some of its calls fail.
        ///
        /// The result's ``ResultSet/isComplete`` and ``ResultSet/scopes`` show what is missing. If
        /// all calls fail, the statement fails anyway. `SET partial` changes it.
        public var allowsPartialResults = false
        /// Whether body members and enumeration values that no provider document has are sent.
        ///
        /// Otherwise they are refused as misspelt before any request. `SET unknown_fields` sets it.
        public var sendsUnknownFields = false
        /// The time limit of a statement, from its start to its last row.
        public var timeLimit: Duration?
        /// Called before a statement makes several writes; an error it throws ends the statement.
        ///
        /// ```swift
        /// var policy = Session.Policy()
        /// policy.approval = { (writes) async throws(QueryError) in
        ///     guard writes.count <= 10 else {
        ///         throw QueryError(.forbidden, "\(writes.count) calls of \(writes.method)")
        ///     }
        /// }
        /// ```
        public var approval: (@Sendable (PlannedWrites) async throws(QueryError) -> Void)?
        /// Called with progress while a statement waits for an operation, a lock or quota.
        ///
        /// It receives one line at a time, without secrets.
        public var progress: (@Sendable (String) -> Void)?

        /// Makes a policy that allows everything.
        public init() {}

        /// Calls `progress` with secrets redacted; nil without it.
        package var redactedProgress: (@Sendable (String) -> Void)? {
            guard let progress else { return nil }
            return { progress(Redactor.shared.redact($0)) }
        }
    }

    /// The writes that a statement is about to make.
    public struct PlannedWrites: Sendable, Hashable {
        /// The method, such as `google.aiplatform.tuning_jobs.cancel`.
        public var method: String
        /// The number of calls to be made.
        public var count: Int
        /// Whether the number of calls depends on the rows of a table.
        public var isDecidedByData: Bool
    }
}

extension Session.Policy {
    /// The limits that it sets for each statement.
    var limits: StatementLimits {
        var limits = StatementLimits()
        limits.calls = maximumCalls
        limits.pages = maximumPages
        limits.time = timeLimit
        limits.report = redactedProgress
        return limits
    }
}
