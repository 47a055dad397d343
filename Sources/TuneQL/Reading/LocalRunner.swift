import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// Runs a statement of SQLite's own; queries inside it may read resources.
struct LocalRunner {
    let statement: AnalyzedStatement
    let local: LocalStatement

    private var state: SessionState { statement.state }

    func run() throws(QueryError) -> StatementResult {
        if local.verb == .start {
            try state.execute("BEGIN")
            return StatementResult(message: "BEGIN")
        }
        if let table = local.tables.first, table.path.count == 1 {
            try checkViews(table.path[0])
        }
        if let copied = try TableCopyRunner(statement: statement, local: local).run() {
            return copied
        }
        for table in local.tables {
            guard let resource = try state.resource(named: table.path) else { continue }
            throw unchangeable(resource, table)
        }
        let typed = try statement.typed
        let open = try statement.prepare(statement.sql)
        open.set(kinds: typed.returningKinds)
        let results = try state.runToEnd(
            open,
            message: local.verb.text,
            countsRows: local.verb.changesRows
        )
        if local.verb == .detach {
            state.tables.hasCatalog = try state.databases().contains("catalog")
        }
        return results
    }

    /// The error of a statement that would change a resource.
    private func unchangeable(_ resource: Resource, _ table: TableReference) -> QueryError {
        var error = QueryError(
            .sql,
            local.verb == .createTrigger
                ? "a trigger cannot read \(resource.id)"
                : "\(local.verb.text) cannot change \(resource.id)",
            range: table.range,
            help: "SHOW METHODS IN \(resource.id) lists its methods"
        )
        error.detail = .unsupported(resource: resource.id)
        return error
    }

    /// Refuses to create a table with a view's name, and to change a materialized view's table.
    private func checkViews(_ name: Identifier) throws(QueryError) {
        switch local.verb {
        case .createTable:
            guard !local.isTemporary, try state.object(named: name.text)?.kind == .view else {
                return
            }
            throw QueryError(
                .sql,
                "there is already a view \(name.text)",
                range: name.range,
                help: "DROP VIEW \(name.text) first, or choose another name"
            )
        case .dropTable, .alterTable:
            guard let view = try state.storedView(named: name.text), view.isMaterialized else {
                return
            }
            throw QueryError(
                .sql,
                "\(view.name) is a materialized view",
                range: name.range,
                help: "DROP MATERIALIZED VIEW \(view.name) drops it"
            )
        default: return
        }
    }
}
