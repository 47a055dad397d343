/// A call of a statement, and what became of it: the pages of one list, one row, or one write.
package struct CallRecord: Sendable, Hashable {
    /// How far a call has come.
    package enum Status: String, Sendable, Hashable {
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
    package var resource: String
    /// The name of the method that is called.
    package var method: String
    /// The parameters of the call.
    package var parameters: [String: String]
    /// How far the call has come.
    package var status = Status.unfinished
    /// How many pages have come.
    package var pages = 0
    /// How many rows these hold.
    package var rows = 0
    /// The size of their texts.
    package var bytes = 0
    /// How many times a request was sent again.
    package var retries = 0
    /// Why it failed or was ignored.
    package var error: ScanError?
}
