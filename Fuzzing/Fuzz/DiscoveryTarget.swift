import TuneQLCatalog
import TuneQLRegistry

/// Reads any bytes as a discovery document, and writes what comes of it into a catalog.
func fuzzDiscovery(_ input: [UInt8]) {
    guard let document = try? DiscoveryDocument(input, named: "fuzz.json") else { return }
    let reading = DiscoveryReader().reading(of: document, named: "s")
    for resource in reading.contents.resources {
        for method in resource.methods {
            precondition(
                Set(method.requiredParameters).isSubset(of: method.parameters.map(\.name)),
                "a method needs a parameter that it does not have"
            )
        }
    }
    guard var writer = try? CatalogWriter() else { return }
    do {
        try writer.add(DiscoveryReader.provider)
        try writer.add(reading.contents)
        _ = try writer.image()
    } catch {
        preconditionFailure("the catalog cannot be written: \(error)")
    }
}
