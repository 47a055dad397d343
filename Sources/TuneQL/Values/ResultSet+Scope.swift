import TuneQLCalls
import TuneQLScan

extension ResultSet {
    /// A call of a statement, and its outcome: the pages of one list, one row, or one write.
    ///
    /// ```swift
    /// let jobs = try await session.run(
    ///     """
    ///     SELECT name FROM google.aiplatform.tuning_jobs
    ///     WHERE projectsId = 'demo-project' AND locationsId IN ('us-central1', 'nowhere')
    ///     """
    /// )
    /// var names: [String?] = []
    /// for try await row in jobs { names.append(row.string("name")) }
    /// if !jobs.isComplete {
    ///     missing = jobs.scopes.filter { $0.status == .failed }
    ///         .compactMap { $0.parameters["locationsId"] }
    /// }
    /// ```
    public struct Scope: Sendable, Hashable {
        /// The outcome of a call so far.
        public enum Status: String, Sendable, Hashable {
            /// The call completed.
            case ok
            /// The call failed, and its rows are missing.
            case failed
            /// The service reported that there are no rows, which counts as a result.
            case ignored
            /// The call stopped early: the rest is not needed, or the statement ended.
            case unfinished
        }

        /// The full name of the resource.
        public var resource: String
        /// The name of the method.
        public var method: String
        /// The parameters of the call.
        public var parameters: [String: String]
        /// The outcome so far.
        public var status = Status.unfinished
        /// The number of pages that have arrived.
        public var pages = 0
        /// The number of rows on these pages.
        public var rows = 0
        /// The size of the pages in bytes.
        public var bytes = 0
        /// The number of times that a request was sent again.
        public var retries = 0
        /// The error with which the call failed or was ignored.
        public var error: QueryError?
    }
}

extension ResultSet.Scope {
    /// The call described by a record of the scan layer.
    init(_ record: CallRecord) {
        self.init(
            resource: record.resource,
            method: record.method,
            parameters: record.parameters,
            status: Status(record.status),
            pages: record.arrived.pages,
            rows: record.arrived.rows,
            bytes: record.arrived.bytes,
            retries: record.retries,
            error: record.failure.map { QueryError($0) }
        )
    }
}

extension ResultSet.Scope.Status {
    fileprivate init(_ status: CallRecord.Status) {
        self =
            switch status {
            case .ok: .ok
            case .failed: .failed
            case .ignored: .ignored
            case .unfinished: .unfinished
            }
    }
}
