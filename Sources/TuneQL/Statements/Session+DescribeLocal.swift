import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax

/// DESCRIBE of views and local tables.
extension Session {
    /// The columns of a local table or view; nil when the path is not that of one.
    func describeLocal(
        _ describe: Describe,
        _ run: StatementRun
    ) throws(QueryError) -> ResultSet? {
        guard let name = describe.path.last,
            try resource(named: describe.path) == nil
        else { return nil }
        let path = describe.path.map(\.text.quotedAsName).joined(separator: ".")
        let statement: OpenStatement
        do throws(QueryError) {
            statement = try prepare(.made("SELECT * FROM \(path) LIMIT 0"), run, [])
        } catch {
            guard error.message.hasPrefix("no such table") else {
                return try columns(ofUnreadable: name.text, error)
            }
            throw try noSuchView(name, "table or view")
        }
        return Self.description(statement.columns, isExtended: describe.isExtended)
    }

    /// The columns of a view that cannot be read without parameters.
    private func columns(
        ofUnreadable name: String,
        _ error: QueryError
    ) throws(QueryError) -> ResultSet {
        guard error.code == .missingParameter else { throw error }
        let rows = try local { (connection) throws(SQLiteError) in
            try connection.rows("SELECT name, type FROM pragma_table_info(?)", [.text(name)])
        }
        let columns = rows.map {
            ResultColumn(name: $0[0].text ?? "", declaredType: $0[1].text)
        }
        return Self.description(columns, isExtended: false)
    }

    private static func description(
        _ columns: [ResultColumn],
        isExtended: Bool
    ) -> ResultSet {
        let names = ["name", "type"] + (isExtended ? ["description"] : [])
        return ResultSet(
            columns: names.map { ResultColumn(name: $0) },
            rows: columns.map { column in
                [.text(column.name), .text(column.kind.word)] + (isExtended ? [.null] : [])
            }
        )
    }
}

extension ResultColumn.Kind {
    fileprivate var word: String {
        switch self {
        case .any: "any"
        case .integer: "integer"
        case .real: "number"
        case .boolean: "boolean"
        case .json: "json"
        case .timestamp: "timestamp"
        }
    }
}
