import TuneQLCatalog
import TuneQLCatalogData
package import TuneQLJSON
import TuneQLSQLite

extension Engine {
    /// The result of `body` for the catalogs; its errors become those of statements.
    func reading<Answer>(
        _ body: (Catalogs) throws(CatalogError) -> Answer
    ) throws(QueryError) -> Answer {
        do {
            return try body(catalogs)
        } catch {
            throw QueryError(error)
        }
    }

    /// The catalogs of some sources, in their order.
    ///
    /// - Parameters:
    ///   - sources: The sources.
    ///   - environment: The variables that parameters may take their values from.
    ///   - registry: Compiles installed catalogs of another version anew; nil leaves them out.
    /// - Returns: The catalogs.
    /// - Throws: ``QueryError`` when compiled documents are no catalog of this version.
    static func catalogs(
        of sources: [Configuration.CatalogSource],
        environment: [String: String] = [:],
        registry: (any ProviderRegistry)? = nil
    ) throws(QueryError) -> Catalogs {
        for case .compiled(let image) in sources {
            do {
                _ = try Catalog(image: image)
            } catch {
                throw QueryError(.invalidValue, "the compiled catalog cannot be used: \(error)")
            }
        }
        return Catalogs(environment: environment) { () throws(CatalogError) in
            sources.flatMap { Self.catalogs(of: $0, registry) }
        }
    }

    private static func catalogs(
        of source: Configuration.CatalogSource,
        _ registry: (any ProviderRegistry)?
    ) -> [Catalog] {
        switch source {
        case .embedded: return [.embedded]
        case .compiled(let image): return [Catalog(.pages(.plain(image)))]
        case .file(let path): return [Catalog(.file(path))]
        case .installed(let home):
            let renewal = registry.map { registry -> Catalog.Renewal in
                { registry.renew(catalog: $0) }
            }
            return TuneQLHome(path: home).catalogs(renewal: renewal)
        }
    }

    /// The catalogs of a configuration, whose environment parameters may take values from.
    static func catalogs(of configuration: Configuration) throws(QueryError) -> Catalogs {
        try catalogs(
            of: configuration.catalogs,
            environment: configuration.environment,
            registry: configuration.registry
        )
    }

    /// The `config.auth` of each provider, by its name in lower case; `.null` for none.
    package static func authorizations(
        in sources: [Configuration.CatalogSource]
    ) throws(QueryError) -> [String: JSONValue] {
        let catalogs = try catalogs(of: sources)
        do {
            let pairs = try catalogs.providers().map {
                ($0.name.lowercased(), $0.authorization ?? .null)
            }
            return Dictionary(pairs, uniquingKeysWith: { $1 })
        } catch {
            throw QueryError(error)
        }
    }
}

extension Engine.Configuration.CatalogSource {
    /// The catalogs that are installed in a user's home directory of TuneQL.
    ///
    /// - Parameter environment: The variables of the process.
    /// - Returns: Nil when the variables name no such directory.
    package static func installed(in environment: [String: String]) -> Self? {
        TuneQLHome(environment: environment).map { .installed($0.path) }
    }
}

extension QueryError {
    /// The error of a look-up.
    init(_ error: CatalogError) {
        self.init(.sql, error.description, help: error.help)
    }
}
