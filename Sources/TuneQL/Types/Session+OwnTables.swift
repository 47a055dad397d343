import TuneQLAnalysis
import TuneQLSyntax

extension SessionState {
    /// Makes the engine's own tables known to SQLite that a statement reads.
    func registerOwnTables(for run: StatementRun, _ sql: RewrittenSQL) throws(QueryError) {
        let tables = OwnTables(of: run.statement, sql: sql.text) { self.viewQuery(named: $0) }
        if tables.readsCatalog { try attachCatalog() }
        if tables.readsLastScopes { try registerScopeTable() }
    }
}
