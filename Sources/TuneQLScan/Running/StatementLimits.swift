/// The limits of a statement, and the receiver of its progress reports.
package struct StatementLimits: Sendable {
    /// The number of calls that it may make; each page of a list is one.
    package var calls: Int?
    /// The number of pages of each list that are read.
    package var pages: Int?
    /// The maximum time from its start to its last row.
    package var time: Duration?
    /// Receives a line at a time while the statement waits, without secrets.
    package var report: (@Sendable (String) -> Void)?

    /// No limits.
    package init() {}
}
