import TuneQL
import TuneQLText

/// The rows of one run of a statement that is watched, in memory.
struct WatchedRows {
    let columns: [ResultColumn]
    let rows: [[Value]]
    /// The position of the column whose values tell rows apart.
    private let key: Int

    /// - Throws: ``MetaError`` when no column has the name of the key.
    init(columns: [ResultColumn], rows: [[Value]], key: String?) throws(MetaError) {
        (self.columns, self.rows) = (columns, rows)
        let names = columns.map { $0.name.lowercased() }
        if let key, !names.contains(key.lowercased()) {
            throw MetaError("--key: the statement has no column \(key)")
        }
        self.key = names.firstIndex(of: (key ?? "name").lowercased()) ?? 0
    }

    /// The rows with a first column that says what has changed since an earlier run.
    ///
    /// `new`, `gone` (rows that are no longer there, at the end), or the names of the columns with
    /// other values; empty for a row as it was, and for all rows of the first run.
    func marked(since earlier: WatchedRows?) -> (columns: [ResultColumn], rows: [[Value]]) {
        let columns = [ResultColumn(name: "change")] + columns
        guard let earlier else { return (columns, rows.map { [.text("")] + $0 }) }
        let old = Dictionary(earlier.rows.map { ($0[earlier.key], $0) }) { first, _ in first }
        let keys = Set(rows.map { $0[key] })
        let gone = earlier.rows.filter { !keys.contains($0[earlier.key]) }
        return (
            columns,
            rows.map { [change(of: $0, since: old[$0[key]])] + $0 }
                + gone.map { [.text("gone")] + $0 }
        )
    }

    private func change(of row: [Value], since old: [Value]?) -> Value {
        guard let old, old.count == row.count else { return .text("new") }
        let changed = columns.indices.filter { old[$0] != row[$0] }.map { columns[$0].name }
        return .text(changed.joined(separator: ", "))
    }

    /// The number of rows that are new, gone or changed.
    static func changeCount(_ marked: [[Value]]) -> Int {
        marked.count { $0.first != .text("") }
    }

    /// A query that tells whether a condition holds for every row; nil for no rows.
    func query(for condition: String) -> String? {
        guard !rows.isEmpty, !columns.isEmpty else { return nil }
        let names = columns.enumerated().map { index, column in
            "column\(index + 1) AS \(column.name.quotedAsName)"
        }
        let tuples = rows.map { "(\($0.map(ParameterValue.literal).joined(separator: ", ")))" }
        return "SELECT COUNT(*) FROM (SELECT \(names.joined(separator: ", ")) FROM (VALUES "
            + "\(tuples.joined(separator: ", ")))) WHERE (\(condition)) IS NOT TRUE"
    }
}
