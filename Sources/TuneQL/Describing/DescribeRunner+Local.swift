import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax

/// DESCRIBE of views and local tables.
extension DescribeRunner {
    /// The columns of a local table or view; nil when the path is that of a resource.
    func describeLocal() throws(QueryError) -> StatementResult? {
        guard let name = describe.path.last, try state.resource(named: describe.path) == nil else {
            return nil
        }
        if let error = state.views.broken[name.text.lowercased()] { throw error }
        let columns = try localColumns(describe.path)
        guard !columns.isEmpty else { throw try state.noSuchView(name, "table or view") }
        let names = ["name", "type"] + (describe.isExtended ? ["description"] : [])
        return StatementResult(
            columns: names.map { ResultColumn(name: $0) },
            rows: columns.map { describe.isExtended ? $0 + [.null] : $0 }
        )
    }

    /// The names and types of the columns; none when there is no such table.
    private func localColumns(_ path: [Identifier]) throws(QueryError) -> [[Value]] {
        let names = path.reversed().map { SQLiteValue.text($0.text) }
        let rows = try state.local { (connection) throws(SQLiteError) in
            try connection.rows(
                "SELECT name, type FROM pragma_table_info(?, ?)",
                names.count == 1 ? names + [.null] : names
            )
        }
        return rows.map { [.text($0[0].text ?? ""), .text(DeclaredType.word($0[1].text ?? ""))] }
    }
}

extension DeclaredType {
    /// A type by its name in the catalog.
    fileprivate static func word(_ type: String) -> String {
        switch type.uppercased() {
        case json: "json"
        case timestamp: "timestamp"
        case "": "any"
        case "INT": "integer"
        case "TEXT": "string"
        case "REAL", "NUM": "number"
        default: type.lowercased()
        }
    }
}
