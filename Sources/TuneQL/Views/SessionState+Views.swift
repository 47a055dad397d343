import TuneQLSQLite
import TuneQLSyntax
import TuneQLText

extension SessionState {
    /// The table or view with a one-part name.
    func object(named name: String) throws(QueryError) -> LocalObject? {
        try local { (connection) throws(SQLiteError) in
            try connection.localObjects(named: name).first
        }
    }

    /// The stored definition of a view.
    func storedView(named name: String) throws(QueryError) -> StoredView? {
        try local { (connection) throws(SQLiteError) in
            try ViewStore(connection: connection).views(named: name).first
        }
    }

    /// Stores a view's definition in the database.
    func keep(_ view: ViewStatement, _ run: StatementRun) throws(QueryError) {
        let stored = StoredView(
            name: view.name.text,
            isMaterialized: view.isMaterialized,
            definition: run.text(in: run.statement.range),
            provider: settings.provider
        )
        try local { (connection) throws(SQLiteError) in
            try ViewStore(connection: connection).keep(stored)
        }
    }

    /// The error about a name that is taken.
    func clash(_ found: LocalObject, with view: ViewStatement) throws(QueryError) -> QueryError {
        let isMaterialized = try storedView(named: found.name)?.isMaterialized ?? false
        let kind =
            isMaterialized && found.kind == .table ? "materialized view" : found.kind.rawValue
        let isSameKind =
            (kind == "view") == !view.isMaterialized && kind != "table" && !view.replaces
        return QueryError(
            .sql,
            "there is already a \(kind) \(found.name)",
            range: view.name.range,
            help: isSameKind
                ? "CREATE OR REPLACE replaces it"
                : "DROP \(kind.uppercased()) \(found.name) first, or choose another name"
        )
    }

    /// The error about a name that does not exist.
    func noSuchView(_ name: Identifier, _ kind: String) throws(QueryError) -> QueryError {
        let objects = try local { (connection) throws(SQLiteError) in
            try connection.localObjects().map(\.name)
        }
        return QueryError(
            .unknownName,
            "there is no \(kind) \(name.text)",
            range: name.range,
            help: Suggestion.nearest(to: name.text, among: objects).map { "did you mean \($0)?" }
                ?? "SHOW VIEWS lists them"
        )
    }
}

extension ViewStatement {
    /// The view's own name, without that of its database.
    var name: Identifier { path.last ?? Identifier(text: "", range: 0..<0) }

    /// Whether it ends with the session, even in a database file.
    var isLocalToSession: Bool {
        isTemporary || (path.count == 2 && path[0].text.lowercased() == "temp")
    }
}
