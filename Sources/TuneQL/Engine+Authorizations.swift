import TuneQLCatalog
import TuneQLCatalogData
package import TuneQLJSON

extension Engine {
    /// The `config.auth` of each provider, by its name in lower case; `.null` for none.
    package static func authorizations(
        in source: Configuration.CatalogSource
    ) throws(QueryError) -> [String: JSONValue] {
        let own = try compiled(source)
        guard own == nil else { return try authorizations(of: own) }
        let embedded: Catalog
        do {
            embedded = try Catalog.embedded()
        } catch {
            throw QueryError(.sql, "the embedded catalog cannot be used: \(error)")
        }
        return try authorizations(of: embedded)
    }

    static func authorizations(of catalog: Catalog?) throws(QueryError) -> [String: JSONValue] {
        guard let catalog else { return [:] }
        do {
            let pairs = try catalog.providers().map {
                ($0.name.lowercased(), $0.authorization ?? .null)
            }
            return Dictionary(pairs, uniquingKeysWith: { $1 })
        } catch {
            throw QueryError(.invalidValue, "the compiled catalog cannot be used: \(error)")
        }
    }
}
