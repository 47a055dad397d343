import TuneQLCatalog
import TuneQLCredentials
import TuneQLSyntax

/// SHOW AUTH: the kind, source and account of the calls' credentials, without secrets.
extension ShowRunner {
    func showAuth(_ provider: Identifier?) throws(QueryError) -> StatementResult {
        if let provider { try state.checkProvider(provider) }
        let names = try state.engine.reading { (catalogs) throws(CatalogError) in
            try catalogs.providers().map(\.name)
        }
        let wanted = names.filter { provider == nil || $0 == provider?.text.lowercased() }
        let rows = wanted.map { name -> [String?] in
            let description = state.engine.credentials(of: name)
            return [
                name, description.type, description.source, description.problem,
                description.account, description.project,
            ]
        }
        let columns = ["provider", "type", "source", "problem", "account", "project"]
        return try query(Self.known(columns, rows))
    }
}
