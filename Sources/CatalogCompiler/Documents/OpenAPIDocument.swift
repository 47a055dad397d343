import TuneQLCatalog
package import TuneQLJSON
package import TuneQLRegistry
import TuneQLYAML

/// The OpenAPI document of a service, made from its discovery document: its facts, no sentences.
///
/// Descriptions are ours: by rule (``Wording``) or from an overlay (``DocumentOverlay``).
package struct OpenAPIDocument {
    private let document: DiscoveryDocument
    private let contents: ServiceContents

    /// Takes a discovery document.
    package init(_ document: DiscoveryDocument) {
        self.document = document
        contents =
            DiscoveryReader(keepsDescriptions: false)
            .reading(of: document, named: document.identity.name).contents
    }

    /// The text of the document.
    ///
    /// - Parameters:
    ///   - overlay: The facts and descriptions that are ours.
    ///   - name: The overlay's file, for the first lines.
    /// - Returns: YAML, which begins with a comment on where it comes from.
    /// - Throws: ``OverlayError`` for an overlay of something that the service lacks.
    package func text(overlay: JSONValue, named name: String) throws(OverlayError) -> String {
        let id = "\(document.identity.name) \(document.identity.version)"
        return """
            # Made of the facts in Google's discovery document of \(id), revision \(document.revision),
            # and of \(name). Change that, not this, and run `make provider`.
            \(YAMLText.text(of: try DocumentOverlay(overlay).applied(to: tree)))
            """
    }

    /// The document without an overlay.
    package var tree: JSONValue {
        let names = MessageNames(contents.messages, identity: document.identity)
        let parameters = SharedParameters(of: contents)
        let schemas = SchemaTrees(of: document, contents: contents, names: names)
        var root: JSONObject = [
            "openapi": "3.1.0",
            "info": [
                "title": .string(document.title), "version": .string(contents.service.version),
            ],
        ]
        addConventions(to: &root)
        let paths = PathTrees(
            document: document,
            contents: contents,
            names: names,
            parameters: parameters
        )
        root["paths"] = .object(paths.object)
        root["components"] = [
            "parameters": .object(parameters.components),
            "requestBodies": .object(paths.requestBodies),
            "responses": .object(paths.responses),
            "x-stackQL-resources": .object(ResourceTrees.object(of: contents.resources)),
            "schemas": .object(schemas.object(of: contents.messages)),
        ]
        return .object(root)
    }

    /// The keys for all methods: hosts, page sizes, limits.
    private func addConventions(to root: inout JSONObject) {
        let methods = contents.resources.flatMap(\.methods)
        guard let method = methods.first else { return }
        root["servers"] = [["url": .string(method.host.fallback)]]
        if let parameter = method.host.parameter {
            let hosts = method.host.exceptions.sorted { $0.key < $1.key }
            root["x-tuneql-hosts"] = [
                "parameter": .string(parameter),
                "hosts": .object(
                    JSONObject(hosts.map { JSONMember(name: $0.key, value: .string($0.value)) })
                ),
                "otherwise": .string(method.host.otherwise),
            ]
        }
        if methods.contains(where: \.hasPartialResponse) { root["x-tuneql-partialResponse"] = true }
        if let size = methods.lazy.compactMap({ $0.pagination?.size }).first {
            root["x-tuneql-pageSize"] = [
                "parameter": .string(size.parameter), "maximum": .number("\(size.maximum)"),
            ]
        }
        if let quota = method.quota { root["x-tuneql-limits"] = quota.tree }
    }
}

extension QuotaRule {
    /// The rule as documents have it.
    fileprivate var tree: JSONValue {
        var tree = JSONObject()
        tree["project"] = project.map { .string($0) }
        tree["location"] = location.map { .string($0) }
        tree["requestsPerMinute"] = requestsPerMinute.map { .number("\($0)") }
        tree["burst"] = burst.map { .number("\($0)") }
        tree["concurrency"] = concurrency.map { .number("\($0)") }
        return .object(tree)
    }
}
