/// The limits of a statement, and where its progress is reported.
package struct StatementLimits: Sendable {
    /// The number of calls that it may make; each page of a list is one.
    package var calls: Int?
    /// The number of pages of each list that are read.
    package var pages: Int?
    /// How long it may take, from its start to its last row.
    package var time: Duration?
    /// Receives a line at a time while the statement waits, without secrets.
    package var report: (@Sendable (String) -> Void)?

    /// No limits.
    package init() {}
}
