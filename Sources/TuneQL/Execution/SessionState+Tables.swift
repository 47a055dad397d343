import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax

extension SessionState {
    /// Registers the table of a use with SQLite.
    func registerTable(for use: ResourceUse) throws(QueryError) {
        guard use.isUnread else { return try registerTable(for: use.resource) }
        guard tables.resources[use.tableName] == nil else { return }
        do {
            let table = UnreadTable(ResourceTable(use.resource, current))
            try connection.register(table, named: use.tableName)
        } catch {
            throw QueryError(error)
        }
        tables.resources[use.tableName] = use.resource
    }

    /// Registers the table of a resource with SQLite at its first use.
    func registerTable(for resource: Resource) throws(QueryError) {
        try checkShadowing(of: resource)
        guard tables.resources[resource.id] == nil else { return }
        do {
            try connection.register(ResourceTable(resource, current), named: resource.id)
        } catch {
            throw QueryError(error)
        }
        tables.resources[resource.id] = resource
    }
}
