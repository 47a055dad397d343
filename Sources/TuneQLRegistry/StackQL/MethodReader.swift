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

    /// - Returns: The method, and the type of its rows; nil when nothing is known of them.
    func method(
        _ verb: Verb,
        reader: inout TypeReader
    ) throws(DocumentError) -> (method: Method, row: FieldType?) {
        guard let reference = tree["operation"]?.reference else {
            throw position.error(.missing("operation.$ref"))
        }
        let operation = try OpenAPIOperation(reference, in: document, at: position.at("operation"))
        try refuseTranslations(of: operation)
        let server = try operation.server(of: tree, at: position)
        let response = try responseReader(of: operation, verb)
            .shape(named: "\(resource).\(name).response", reader: &reader)
        let request = try RequestReader(operation: operation, tree: tree, position: position)
            .shape(named: "\(resource).\(name).request", reader: &reader)
        let url = OperationURL(server.path + operation.path, reserved: operation.reservedNames)
        var parameters = try self.parameters(of: operation, url, server, reader: &reader)
        let paging = paging(parameters, request, response, reader)
        let pagination = try paging.pagination(size: operation.inherited("x-tuneql-pageSize"))
        let unreadPaging = pagination == nil ? paging.likelyPosition : nil
        if let parameter = pagination?.positionParameter {
            parameters.removeAll { $0.name == parameter && !$0.isRequired }
        }
        var method = Method(
            name: tree["x-tuneql-method"]?.spelling ?? name,
            verb: verb,
            httpMethod: operation.httpMethod,
            path: url.path,
            host: try server.hostRule(operation.inherited("x-tuneql-hosts"), at: position),
            parameters: parameters,
            requestMessage: request.message,
            responseMessage: response.message,
            rows: response.rows,
            pagination: pagination,
            description: operation.description,
            bodyMember: request.bodyMember,
            responseNames: response.names,
            operation: verb == .select
                ? nil
                : try operationRule(of: response, server.origin, url.path, reader: reader),
            unreachable: response.unreachable,
            fixedHeaders: Self.headers(request.headers, parameters),
            requestBase: request.base,
            updateMask: verb == .update ? Self.updateMask(among: parameters) : nil,
            collection: tree["x-tuneql-collection"]?.spelling ?? ""
        )
        method.unreadPaging = unreadPaging
        try readExtensions(of: operation, into: &method)
        method.addBodyParameters(of: request.message.flatMap { reader[$0] })
        return (method, response.row)
    }

    private func responseReader(of operation: OpenAPIOperation, _ verb: Verb) -> ResponseReader {
        ResponseReader(operation: operation, tree: tree, verb: verb, position: position)
    }

    private func parameters(
        of operation: OpenAPIOperation,
        _ url: OperationURL,
        _ server: Server,
        reader: inout TypeReader
    ) throws(DocumentError) -> [Parameter] {
        let described = try operation.parameters(reader: &reader, at: position)
        var parameters = url.parameters(
            merging: described + server.parameters,
            origin: server.origin
        )
        if dropsDoubleUnderscores { parameters.removeAll { $0.name.hasPrefix("__") } }
        try refuseDuplicates(parameters)
        return parameters
    }

    /// Reads what the keys of TuneQL's own documents add.
    private func readExtensions(
        of operation: OpenAPIOperation,
        into method: inout Method
    ) throws(DocumentError) {
        let isLookup = method.verb == .select && !method.rows.isList
        method.hasPartialResponse =
            method.rows.form != .contents
            && operation.inherited("x-tuneql-partialResponse")?.bool ?? false
        method.ignorable = try IgnorableErrors.read(
            operation.inherited("x-tuneql-ignorable"),
            or: isLookup ? [.absence] : [],
            at: position
        )
        method.quota = try QuotaRule(operation.inherited(QuotaRule.key), at: position)
        method.successStates = try EndStates.success(of: operation.tree, at: position)
        method.newIDParameter = try newIDParameter(of: operation, among: method.parameters)
        method.hasWholeItems =
            method.rows.isList && operation.inherited("x-tuneql-wholeItems")?.bool ?? false
    }

    /// The query parameter with the id of what the operation creates, as its key names it.
    private func newIDParameter(
        of operation: OpenAPIOperation,
        among parameters: [Parameter]
    ) throws(DocumentError) -> String? {
        let key = "x-tuneql-newId"
        guard operation.tree[key] != nil else { return nil }
        let position = position.inside(key)
        let name = try position.text(key, of: operation.tree)
        guard parameters.contains(where: { $0.name == name && $0.location == .query }) else {
            throw position.error(.expected("the name of a query parameter", for: key))
        }
        return name
    }

    private func paging(
        _ parameters: [Parameter],
        _ request: RequestShape,
        _ response: ResponseShape,
        _ reader: TypeReader
    ) -> PaginationReader {
        PaginationReader(
            configurations: configurations,
            parameters: parameters,
            request: request.message.flatMap { reader[$0] },
            response: response,
            types: reader,
            position: position
        )
    }

    /// The rule for a response that is a long-running operation.
    ///
    /// It comes from the schema's key, or from the convention in documents without any such key.
    private func operationRule(
        of response: ResponseShape,
        _ origin: String,
        _ path: String,
        reader: TypeReader
    ) throws(DocumentError) -> OperationRule? {
        guard document.declaresOperations else {
            return OperationRule(googleMessage: response.message, at: origin, path: path)
        }
        guard let schema = response.schema,
            let key = try document.resolved(schema, at: position).value[OperationRule.key]
        else { return nil }
        return try OperationRule(
            schema: key,
            of: response.message.flatMap { reader[$0] },
            at: position
        )
    }

    private static func updateMask(among parameters: [Parameter]) -> UpdateMask? {
        let names = ["updateMask", "update_mask"]
        let found = parameters.first { $0.location == .query && names.contains($0.name) }
        return found.map { UpdateMask(name: $0.name) }
    }

    /// The fixed header fields, without those that parameters give.
    private static func headers(
        _ headers: [String: String],
        _ parameters: [Parameter]
    ) -> [String: String] {
        let given = parameters.filter { $0.location == .header }.map { $0.name.lowercased() }
        return headers.filter { !given.contains($0.key.lowercased()) }
    }
}

extension MethodReader {
    /// Whether parameters that begin with two underscores are for views alone.
    private var dropsDoubleUnderscores: Bool {
        translation == "drop_double_underscore_params"
    }

    /// The algorithm that rewrites requests.
    private var translation: String? {
        configurations.lazy.compactMap { $0?["requestTranslate"]?["algorithm"]?.string }.first
    }

    private func refuseTranslations(of operation: OpenAPIOperation) throws(DocumentError) {
        for key in ["x-stackQL-graphQL", "x-stackql-graphQL"] where operation.tree[key] != nil {
            throw position.error(.unsupported(.graphQL))
        }
        if let translation, !translation.isEmpty, !dropsDoubleUnderscores {
            throw position.error(.unsupported(.requestTranslation(translation)))
        }
    }

    private func refuseDuplicates(_ parameters: [Parameter]) throws(DocumentError) {
        var names: Set<String> = []
        for parameter in parameters where !names.insert(parameter.name).inserted {
            throw position.error(.duplicate("the parameter '\(parameter.name)'"))
        }
    }
}
