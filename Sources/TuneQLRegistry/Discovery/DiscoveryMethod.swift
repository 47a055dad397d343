package import TuneQLJSON

/// A method of a discovery document, with the collection that it belongs to.
package struct DiscoveryMethod: Sendable {
    package var name: String
    /// The names that lead to the method: `projects`, `locations`, `tuningJobs`.
    package var collection: [String]
    /// The method as the document has it.
    package var tree: JSONValue

    /// The HTTP method, such as `GET`.
    var httpMethod: String { tree["httpMethod"]?.string ?? "GET" }

    /// The name that the method has in its table: `rebase_tuned_model`.
    package var methodName: String { DiscoveryNames.snakeCase(name) }

    /// The names of the collection in one text: `projects.locations.tuningJobs`.
    package var collectionName: String { collection.joined(separator: ".") }

    /// The parameters of the path and the query, in document order.
    var parameters: [JSONMember] { tree["parameters"]?.object?.members ?? [] }

    /// Whether the response may be a file.
    var isDownload: Bool { tree["supportsMediaDownload"]?.bool ?? false }

    /// Whether a parameter of the query is required.
    var needsQuery: Bool {
        parameters.contains {
            $0.value["location"]?.string == "query" && $0.value["required"]?.bool == true
        }
    }

    /// The name of the request's schema; nil when the method takes no body.
    var request: String? { tree["request"]?.schemaName }

    /// The name of the response's schema; nil when the method returns nothing.
    var response: String? { tree["response"]?.schemaName }

    /// The parameter of this name; nil when the method has none.
    func parameter(_ name: String) -> JSONValue? { tree["parameters"]?[name] }
}

extension JSONValue {
    /// The `$ref`, which is the name of a schema of the document.
    var schemaName: String? { self["$ref"]?.string }
}
