import TuneQLCatalog
import TuneQLJSON

/// Reads one method of a resource.
struct MethodReader {
    let document: ServiceDocument
    let resource: String
    let name: String
    let tree: JSONValue
    /// The `config`s that apply, nearest first.
    let configurations: [JSONValue?]
    let position: DocumentPosition

    /// - Returns: The method, and the message of its rows when they are objects.
    func method(
        _ verb: Verb,
        reader: inout TypeReader
    ) throws(DocumentError) -> (method: Method, row: String?) {
        guard let reference = tree["operation"]?.reference else {
            throw position.error(.missing("operation.$ref"))
        }
        let operation = try OpenAPIOperation(reference, in: document, at: position)
        try refuseTransforms(of: operation)
        let server = try operation.server(of: tree, at: position)
        let schema = try responseSchema(of: operation)
        let response = try type(of: schema, reader: &reader)
        let itemsPath = try self.itemsPath()
        let row = try rowMessage(of: response, at: itemsPath, for: verb, reader: reader)
        let responseNames = Self.names(in: response, at: itemsPath, reader: reader)
        var parameters = try operation.parameters(reader: &reader, at: position) + server.parameters
        let pages = PaginationReader(
            configurations: configurations,
            parameters: parameters,
            response: Self.message(of: response).flatMap { reader[$0] },
            position: position
        )
        let pagination = try pages.pagination(size: operation.inherited("x-tuneql-pageSize"))
        if let parameter = pagination?.positionParameter {
            parameters.removeAll { $0.name == parameter && !$0.isRequired }
        }
        try refuseDuplicates(parameters)
        let method = Method(
            name: name,
            verb: verb,
            httpMethod: operation.httpMethod,
            path: server.path + operation.path,
            host: try server.hostRule(operation.inherited("x-tuneql-hosts"), at: position),
            parameters: parameters,
            requestMessage: try requestMessage(of: operation, reader: &reader),
            responseMessage: Self.message(of: response),
            itemsPath: itemsPath,
            pagination: pagination,
            hasPartialResponse: operation.inherited("x-tuneql-partialResponse")?.bool ?? false,
            description: operation.description,
            bodyMember: bodyMember,
            ignorable: try IgnorableErrors.read(
                operation.inherited("x-tuneql-ignorable"),
                or: verb == .select && itemsPath.isEmpty ? [.absence] : [],
                at: position
            ),
            quota: try QuotaRule(operation.inherited(QuotaRule.key), at: position),
            responseNames: responseNames,
            successStates: try EndStates.success(of: operation.tree, at: position),
            hasWholeItems: !itemsPath.isEmpty
                && operation.inherited("x-tuneql-wholeItems")?.bool ?? false,
            operation: try operationRule(
                of: schema,
                Self.message(of: response),
                path: server.path + operation.path,
                reader: reader
            )
        )
        return (method, row)
    }

    /// The member names of the response's objects, down to its rows.
    private static func names(
        in response: FieldType?,
        at path: [String],
        reader: TypeReader
    ) -> [[String]] {
        var names: [[String]] = []
        var type = response
        for step in path + [""] {
            if case .array(let element)? = type { type = element }
            guard case .message(let name)? = type, let message = reader[name] else { break }
            names.append(message.fields.map(\.name))
            type = message[step]?.type
        }
        return names
    }

    /// The member that `requestBodyTranslate` names: `DesiredState` for `naive_DesiredState`.
    private var bodyMember: String? {
        let algorithm = tree["config"]?["requestBodyTranslate"]?["algorithm"]?.string
        guard let algorithm, algorithm.hasPrefix("naive_") else { return nil }
        return String(algorithm.dropFirst("naive_".count))
    }

    private static func message(of type: FieldType?) -> String? {
        guard case .message(let name)? = type else { return nil }
        return name
    }
}

extension MethodReader {
    private func responseSchema(of operation: OpenAPIOperation) throws(DocumentError) -> JSONValue?
    {
        let response = tree["response"]
        if let override = response?["schema_override"] { return override }
        return try operation.responseSchema(key: response?["openAPIDocKey"]?.spelling, at: position)
    }

    private func type(
        of schema: JSONValue?,
        reader: inout TypeReader
    ) throws(DocumentError) -> FieldType? {
        guard let schema else { return nil }
        return try reader.type(of: schema, named: "\(resource).\(name).response", at: position)
    }

    /// The rule for a response that is a long-running operation.
    ///
    /// It comes from the schema's key, or from the convention in documents without any such key.
    private func operationRule(
        of schema: JSONValue?,
        _ message: String?,
        path: String,
        reader: TypeReader
    ) throws(DocumentError) -> OperationRule? {
        guard document.declaresOperations else {
            return OperationRule(googleMessage: message, path: path)
        }
        guard let schema,
            let key = try document.resolved(schema, at: position).value[OperationRule.key]
        else { return nil }
        return try OperationRule(
            schema: key,
            of: message.flatMap { reader[$0] },
            at: position
        )
    }

    private func requestMessage(
        of operation: OpenAPIOperation,
        reader: inout TypeReader
    ) throws(DocumentError) -> String? {
        guard let schema = try operation.requestSchema(at: position) else { return nil }
        let type = try reader.type(of: schema, named: "\(resource).\(name).request", at: position)
        switch type {
        case .message(let message): return message
        case .map, .any: return nil
        default: throw position.error(.unsupported("a request body that is not an object"))
        }
    }

    /// The names in `response.objectKey`: `$.a.b` is a, b.
    private func itemsPath() throws(DocumentError) -> [String] {
        guard let key = tree["response"]?["objectKey"]?.spelling else { return [] }
        var path = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard path.first == "$" else {
            throw position.error(.unsupported("the objectKey '\(key)'"))
        }
        path.removeFirst()
        if let last = path.last, last.hasSuffix("[*]") {
            path[path.count - 1] = String(last.dropLast(3))
        }
        guard path.allSatisfy({ !$0.isEmpty && !$0.contains { "[]*?@'".contains($0) } }) else {
            throw position.error(.unsupported("the objectKey '\(key)'"))
        }
        return path
    }

    /// The message of the rows at `path` in the response.
    private func rowMessage(
        of response: FieldType?,
        at path: [String],
        for verb: Verb,
        reader: TypeReader
    ) throws(DocumentError) -> String? {
        guard var type = response else { return nil }
        for name in path {
            guard case .message(let message) = type, let field = reader[message]?[name] else {
                throw position.inside("objectKey").error(.missing(name))
            }
            type = field.type
        }
        if case .array(let element) = type {
            guard !path.isEmpty || verb != .select else {
                throw position.error(.unsupported("an array as the whole response"))
            }
            type = element
        }
        return Self.message(of: type)
    }

    private func refuseTransforms(of operation: OpenAPIOperation) throws(DocumentError) {
        for side in ["request", "response"] where tree[side]?["transform"] != nil {
            throw position.error(.unsupported("a \(side) transform"))
        }
        for key in ["mediaType", "overrideMediaType"] {
            let type = tree["response"]?[key]?.string ?? "application/json"
            guard type.contains("json") else {
                throw position.error(.unsupported("the media type '\(type)'"))
            }
        }
        if operation.tree["x-stackQL-graphQL"] != nil {
            throw position.error(.unsupported("GraphQL"))
        }
    }

    private func refuseDuplicates(_ parameters: [Parameter]) throws(DocumentError) {
        var names: Set<String> = []
        for parameter in parameters
        where !names.insert(parameter.name.lowercased()).inserted {
            throw position.error(.duplicate("the parameter '\(parameter.name)'"))
        }
    }
}
