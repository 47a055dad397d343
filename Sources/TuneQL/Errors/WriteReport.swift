/// What became of each row of a statement that writes several.
public struct WriteReport: Sendable, Hashable {
    /// The columns; `status` is `done`, `refused`, `unknown` or `not tried`.
    public var columns: [ResultColumn]
    /// The rows, in the order of the statement.
    public var rows: [[Value]]
}

extension ResultSet {
    /// A report as rows.
    package init(_ report: WriteReport) {
        self.init(columns: report.columns, rows: report.rows)
    }
}
