import TuneQLAnalysis
import TuneQLSyntax

extension SessionState {
    /// Registers with SQLite the engine's own tables that a statement reads.
    func registerOwnTables(for run: StatementRun, _ sql: RewrittenSQL) throws(QueryError) {
        let tables = OwnTables(of: run.statement, sql: sql.text) { self.viewQuery(named: $0) }
        if tables.readsCatalog { try attachCatalog() }
        if tables.readsLastScopes { try registerScopeTable() }
    }
}
