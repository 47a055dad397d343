import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

/// The `paths` of a service's document, with the bodies and responses that operations share.
struct PathTrees {
    private(set) var object = JSONObject()
    private(set) var requestBodies = JSONObject()
    private(set) var responses = JSONObject()
    private let names: MessageNames
    private let parameters: SharedParameters

    /// The response whose bytes are no JSON.
    private static let bytes = "Bytes"
    private static let empty = "Nothing"

    init(
        document: DiscoveryDocument,
        contents: ServiceContents,
        names: MessageNames,
        parameters: SharedParameters
    ) {
        self.names = names
        self.parameters = parameters
        let sources = Dictionary(
            document.methods.map { ("\($0.collectionName).\($0.methodName)", $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var places: [String: Int] = [:]
        let methods = contents.resources.flatMap(\.methods).compactMap { method in
            sources["\(method.collection).\(method.name)"].map { (method, $0) }
        }
        for (method, source) in methods {
            if places[method.path] == nil {
                places[method.path] = object.members.count
                object.members.append(
                    JSONMember(
                        name: method.path.replacing("{+", with: "{"),
                        value: .object(pathItem(of: method))
                    )
                )
            }
            guard let place = places[method.path] else { continue }
            let operation = self.operation(of: method, source)
            guard case .object(var item) = object.members[place].value else { continue }
            item[method.httpMethod.lowercased()] = .object(operation)
            object.members[place].value = .object(item)
        }
        requestBodies.members.sort { $0.name < $1.name }
        responses.members.sort { $0.name < $1.name }
    }

    /// What the operations of a path share.
    private func pathItem(of method: Method) -> JSONObject {
        var item = JSONObject()
        let shared = parameters.references(of: method, in: .path)
        if !shared.isEmpty { item["parameters"] = .array(shared) }
        let names = method.parameters.map(\.name).filter { method.path.contains("{+\($0)}") }
        if !names.isEmpty { item["x-tuneql-segments"] = .array(names.map { .string($0) }) }
        return item
    }

    private mutating func operation(of method: Method, _ source: DiscoveryMethod) -> JSONObject {
        var operation = JSONObject()
        operation["operationId"] = source.tree["id"]
        operation["description"] = Wording.description(of: source).map { .string($0) }
        if source.tree["deprecated"]?.bool ?? false { operation["deprecated"] = true }
        operation["x-tuneql-newId"] = method.newIDParameter.map { .string($0) }
        if let states = method.successStates {
            operation["x-tuneql-successStates"] = .array(states.map { .string($0) })
        }
        if method.hasWholeItems { operation["x-tuneql-wholeItems"] = true }
        if isStream(method) { operation["x-tuneql-partialResponse"] = false }
        let query = parameters.references(of: method, in: .query)
        if !query.isEmpty { operation["parameters"] = .array(query) }
        if let request = method.requestMessage.map({ names[$0] }) {
            requestBodies[request] = ["content": Self.content(of: request)]
            operation["requestBody"] = ["$ref": .string("#/components/requestBodies/\(request)")]
        }
        operation["responses"] = ["200": response(of: method)]
        return operation
    }

    private mutating func response(of method: Method) -> JSONValue {
        var name = Self.empty
        var tree: JSONObject = ["description": "No content."]
        if method.rows.form == .contents {
            name = Self.bytes
            tree = ["description": "The bytes."]
            tree["content"] = ["application/octet-stream": [:]]
        } else if let message = method.responseMessage.map({ names[$0] }) {
            let isStream = isStream(method)
            name = isStream ? message + "Stream" : message
            tree = ["description": isStream ? "The responses." : "The response."]
            tree["content"] = Self.content(of: message, isArray: isStream)
        }
        responses[name] = .object(tree)
        return ["$ref": .string("#/components/responses/\(name)")]
    }

    /// Whether the response is an array of messages.
    private func isStream(_ method: Method) -> Bool {
        method.rows.form == .objects && method.rows.isList && method.rows.steps.isEmpty
    }

    private static func content(of message: String, isArray: Bool = false) -> JSONValue {
        let schema: JSONValue = ["$ref": .string("#/components/schemas/\(message)")]
        return [
            "application/json": ["schema": isArray ? ["type": "array", "items": schema] : schema]
        ]
    }
}
