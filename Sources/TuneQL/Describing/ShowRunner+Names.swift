import TuneQLCatalog
import TuneQLSyntax

extension ShowRunner {
    /// The provider that a path names; for an empty path, that of USE.
    func provider(_ path: [Identifier]) throws(QueryError) -> String {
        guard let first = path.first else {
            guard let provider = state.settings.provider else {
                throw QueryError(.unknownName, "no provider is named; SHOW PROVIDERS lists them")
            }
            return provider
        }
        guard path.count == 1 else {
            throw QueryError(
                .unknownName,
                "\(path.dotted) is not a provider",
                range: path.wholeRange,
                help: "SHOW PROVIDERS lists them"
            )
        }
        try state.checkProvider(first)
        return first.text
    }

    /// The provider and the service that a path names.
    func service(_ path: [Identifier]) throws(QueryError) -> (String, String) {
        guard path.count <= 2, let last = path.last else {
            throw QueryError(
                .unknownName,
                "\(path.dotted) is not a service",
                range: path.wholeRange,
                help: "a service is named provider.service"
            )
        }
        guard path.count == 2 || state.settings.provider != nil else {
            throw QueryError(
                .unknownName,
                "\(path.dotted) is not a service",
                range: path.wholeRange,
                help:
                    "a service is named provider.service; SHOW SERVICES IN \(last.text) lists them"
            )
        }
        let provider = try provider(Array(path.dropLast()))
        try state.checkService(last, of: provider)
        let known = try state.engine.reading { (catalogs) throws(CatalogError) in
            try catalogs.service(named: last.text, of: provider)
        }
        return (provider, known?.name ?? last.text)
    }
}
