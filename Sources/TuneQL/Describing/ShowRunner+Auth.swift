import TuneQLCatalog
import TuneQLCredentials
import TuneQLSyntax

/// SHOW AUTH: whose credentials calls would carry, without the credentials.
extension SessionState {
    func showAuth(
        _ provider: Identifier?,
        _ show: Show,
        _ run: StatementRun
    ) throws(QueryError) -> StatementResult {
        if let provider { try checkProvider(provider) }
        let names = try engine.reading { (catalog) throws(CatalogError) in
            try catalog.providers().map(\.name)
        }
        let wanted = names.filter { provider == nil || $0 == provider?.text.lowercased() }
        let rows = wanted.map { name -> [String?] in
            let description = engine.credentials(of: name)
            return [
                name, description.type, description.source, description.problem,
                description.account, description.project,
            ]
        }
        let columns = ["provider", "type", "source", "problem", "account", "project"]
        return try query(Self.rows(columns, rows), show, run)
    }
}
