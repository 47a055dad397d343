import TuneQLScan
import TuneQLTransport

extension Session {
    /// What the statements of a session may do, and whom they ask.
    ///
    /// ```swift
    /// var policy = Session.Policy()
    /// policy.isReadOnly = true
    /// policy.timeLimit = .seconds(30)
    /// policy.maximumCalls = 200
    /// let session = try engine.makeSession(policy: policy)
    /// ```
    public struct Policy: Sendable {
        /// Whether statements that change something at a service are refused.
        public var isReadOnly = false
        /// Whether requests are shown instead of sent, but for reads that decide what is written.
        public var isDryRun = false
        /// How many calls a statement may make; each page of a list is one.
        public var maximumCalls: Int?
        /// How many pages of each list are read; rows that are missing for it are an error.
        public var maximumPages: Int?
        /// Whether a SELECT answers the rows that there are when some of its calls fail.
        ///
        /// The result's ``ResultSet/isComplete`` and ``ResultSet/scopes`` tell what is missing. When
        /// all calls fail it is an error nevertheless. `SET partial` changes it.
        public var allowsPartialResults = false
        /// Whether members of a body, and values of enumerations, that no provider document knows
        /// are sent as they are.
        ///
        /// Off, they are refused as misspelt before any request. `SET unknown_fields` changes it.
        public var sendsUnknownFields = false
        /// How long a statement may take, from its start to its last row.
        public var timeLimit: Duration?
        /// Asked before a statement makes several writes; what it throws ends the statement.
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
        /// Told how things stand while a statement waits for something to end, or for quota.
        ///
        /// It gets one line at a time, without secrets.
        public var progress: (@Sendable (String) -> Void)?

        /// Makes a policy that allows everything.
        public init() {}

        /// What tells how things stand, with secrets taken out before.
        package var tell: (@Sendable (String) -> Void)? {
            guard let progress else { return nil }
            return { progress(Redactor.shared.redact($0)) }
        }
    }

    /// The writes that a statement is about to make.
    public struct PlannedWrites: Sendable, Hashable {
        /// The method, such as `google.aiplatform.tuning_jobs.cancel`.
        public var method: String
        /// How many calls will be made.
        public var count: Int
        /// Whether the rows of a table decide how many they are.
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
        limits.report = tell
        return limits
    }
}
