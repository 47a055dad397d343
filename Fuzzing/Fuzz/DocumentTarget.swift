import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry
import TuneQLYAML

/// Reads any bytes as a service's document: a tree of YAML is a tree of JSON, and names stay names.
func fuzzDocument(_ input: [UInt8]) {
    let limits = YAMLLimits(bytes: 1 << 20, depth: 64, nodes: 100_000)
    if let tree = try? JSONValue(yaml: input, limits: limits) {
        precondition((try? JSONValue(parsing: tree.text)) == tree, "a tree is not its own text")
    }
    let service = Service(provider: "p", name: "s", version: "v1")
    guard
        let reading = try? ServiceReader.reading(of: service, document: input, named: "fuzz.yaml")
    else { return }
    for resource in reading.contents.resources {
        for method in resource.methods {
            precondition(
                Set(method.requiredParameters).isSubset(of: method.parameters.map(\.name)),
                "a method needs a parameter that it does not have"
            )
        }
    }
}
