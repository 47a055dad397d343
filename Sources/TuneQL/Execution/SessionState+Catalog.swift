import TuneQLCatalog
import TuneQLSQLite
import TuneQLSyntax

extension SessionState {
    /// Makes the catalog known to SQLite as the schema `catalog`.
    func attachCatalog() throws(QueryError) {
        guard !hasCatalog else { return }
        let image = try engine.catalog.image
        do {
            try connection.attach(image: image, as: "catalog")
        } catch {
            throw QueryError(.sql, "the catalog cannot be attached: \(error.message)")
        }
        hasCatalog = true
    }

    /// The message of a name in a resource's service.
    func message(_ name: String, of resource: Resource) throws(QueryError) -> Message? {
        try engine.reading { (catalog) throws(CatalogError) in
            try catalog.message(name, provider: resource.provider, service: resource.service)
        }
    }

    /// The resource of a path that can mean nothing else.
    func knownResource(_ path: [Identifier]) throws(QueryError) -> Resource {
        guard let resource = try resource(named: path) else {
            throw QueryError(
                .unknownName,
                "\(path.dotted) is not a resource",
                range: range(of: path),
                help: "a resource is named provider.service.resource"
            )
        }
        return resource
    }
}
