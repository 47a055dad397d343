import TuneQLSQLite
import TuneQLScan

extension SessionState {
    /// Registers the table at its first use.
    func registerScopeTable() throws(QueryError) {
        guard !tables.hasLastScopes else { return }
        do {
            try connection.register(ScopeTable(scopeHistory), named: ScopeTable.name)
        } catch {
            throw QueryError(error)
        }
        tables.hasLastScopes = true
    }
}
