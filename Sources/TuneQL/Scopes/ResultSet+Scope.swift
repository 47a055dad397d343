import TuneQLCalls

extension ResultSet {
    /// A call of a statement, and what became of it: the pages of one list, one row, or one write.
    public struct Scope: Sendable, Hashable {
        /// How far a call has come.
        public enum Status: String, Sendable, Hashable {
            /// It was answered to its end.
            case ok
            /// It failed, and its rows are missing for it.
            case failed
            /// The service said that there is nothing, which is an answer.
            case ignored
            /// It was left before its end: the rest is not needed, or the statement ended.
            case unfinished
        }

        /// The full name of the resource.
        public var resource: String
        /// The name of the method that is called.
        public var method: String
        /// The parameters of the call.
        public var parameters: [String: String]
        /// How far the call has come.
        public var status = Status.unfinished
        /// How many pages have come.
        public var pages = 0
        /// How many rows these hold.
        public var rows = 0
        /// The size of their texts.
        public var bytes = 0
        /// How many times a request was sent again.
        public var retries = 0
        /// Why it failed or was ignored.
        public var error: QueryError?
    }
}

extension ResultSet.Scope {
    /// The call that a record of the scan layer is about.
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
