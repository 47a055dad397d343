import TuneQLCatalog
import TuneQLJSON

/// Reads one method of a document after the other.
struct DiscoveryMethodReader {
    /// A method with what its resource needs to know about it.
    struct Read {
        var method: Method
        let source: DiscoveryMethod
        /// The type of a row; nil when there is none.
        let row: FieldType?
        /// Whether a method in projects does the same.
        let isCopy: Bool
    }

    private let document: DiscoveryDocument
    private let facts: DiscoveryFacts
    private let texts: DiscoveryTexts
    private let operations: DiscoveryOperations
    private let host: HostRule
    private(set) var types: DiscoveryTypes
    /// The collections that have a method `patch`.
    private let patched: Set<[String]>
    /// The full names of all methods.
    private let names: Set<[String]>

    init(_ document: DiscoveryDocument, facts: DiscoveryFacts, texts: DiscoveryTexts) {
        self.document = document
        self.facts = facts
        self.texts = texts
        operations = DiscoveryOperations(document)
        host = HostRule(of: document)
        types = DiscoveryTypes(document: document, texts: texts, facts: facts)
        patched = Set(document.methods.filter { $0.name == "patch" }.map(\.collection))
        names = Set(document.methods.map { $0.collection + [$0.name] })
    }

    mutating func read(_ source: DiscoveryMethod) -> Read {
        let path = DiscoveryPath(of: source)
        let verb = verb(of: source, at: path)
        let response = source.response.map { types.type(ofSchema: $0) }
        let request = source.request.flatMap { types.type(ofSchema: $0).ownMessage }
        var rows = DiscoveryRows(in: response, of: source, for: verb, types)
        if facts.isStream(source) { rows.becomeStream(of: response) }
        let parameters = DiscoveryParameters(method: source, path: path, texts: texts)
        var method = Method(
            name: DiscoveryNames.snakeCase(source.name),
            verb: verb,
            httpMethod: source.httpMethod,
            path: document.basePath + path.template.drop { $0 == "/" },
            host: host,
            parameters: parameters.parameters(types: &types),
            requestMessage: request,
            responseMessage: response?.ownMessage,
            rows: rows.source
        )
        method.description = texts.sentence(source.tree["description"]?.string)
        method.hasPartialResponse = hasPartialResponse(source, rows)
        method.quota = facts.quota
        method.responseNames = types.names(in: response, at: rows.source)
        method.unreachable = rows.unreachable
        method.warning = rows.warning
        method.wrapper = document.wrapper
        method.collection = source.collectionName
        if let version = source.tree["apiVersion"]?.string {
            method.fixedHeaders = ["X-Goog-Api-Version": version]
        }
        if verb != .select { method.operation = operations.rule(of: source, at: path) }
        if verb == .select, !rows.source.isList {
            method.ignorable = [.absence]
            method.rowName = rowName(of: source, at: path, rows.row)
        }
        addPaging(to: &method, source, response)
        method.addBodyParameters(of: request.flatMap { types[$0] })
        addWriting(to: &method, source)
        if verb == .update, !hasSettableField(method) { method.verb = .exec }
        return Read(method: method, source: source, row: rows.row, isCopy: isLesser(source))
    }

    /// The verb; EXEC where a statement of another one could not be written.
    private func verb(of source: DiscoveryMethod, at path: DiscoveryPath) -> Verb {
        if isLesser(source) { return .exec }
        let verb = DiscoveryVerb.verb(
            of: source,
            hasPatch: patched.contains(source.collection),
            isOperation: operations.isOperation(source)
        )
        switch verb {
        // Rows that nothing tells apart are not changed by a statement without a WHERE.
        case .delete, .update: return path.names.isEmpty && !source.needsQuery ? .exec : verb
        case .select: return source.response == nil && !source.isDownload ? .exec : verb
        default: return verb
        }
    }

    /// Whether the method never serves statements, since one in projects does the same.
    private func isLesser(_ source: DiscoveryMethod) -> Bool {
        facts.hasUnscopedCopies && isCopy(source)
    }

    /// Whether the method of the same name in projects does the same.
    private func isCopy(_ source: DiscoveryMethod) -> Bool {
        let name = source.collection + [source.name]
        return names.contains(["projects", "locations"] + name)
            || names.contains(["projects"] + name)
    }

    private func hasPartialResponse(_ source: DiscoveryMethod, _ rows: DiscoveryRows) -> Bool {
        let names = ["fields", "prettyPrint"]
        return rows.source.form != .contents && !facts.isStream(source)
            && names.allSatisfy { document.globalParameters.contains($0) }
            && !names.contains { source.parameter($0) != nil }
    }

    /// The name of a looked-up row, where the path is that name and the row has it, too.
    ///
    /// Some rows have a short name; the description of a full one says what it looks like.
    private func rowName(
        of source: DiscoveryMethod,
        at path: DiscoveryPath,
        _ row: FieldType?
    ) -> RowName? {
        guard source.name == "get", let template = path.expansions["name"],
            !template.contains("{+"), let schema = row?.ownMessage.flatMap(document.schema),
            let name = schema["properties"]?["name"], name["type"]?.string == "string"
        else { return nil }
        let segments = template.split(separator: "/")
        let isWhole = path.template.split(separator: "/").dropFirst() == segments[...]
        let description = name["description"]?.string ?? ""
        guard isWhole, let collection = segments.dropLast().last,
            description.contains(collection + "/")
        else { return nil }
        return RowName(column: "name", template: template)
    }
}

extension DiscoveryMethodReader {
    private func addPaging(
        to method: inout Method,
        _ source: DiscoveryMethod,
        _ response: FieldType?
    ) {
        guard method.rows.isList, let message = response?.ownMessage.flatMap({ types[$0] }) else {
            return
        }
        let search = DiscoveryPaging(
            method: source,
            parameters: method.parameters,
            response: message,
            request: method.requestMessage.flatMap { types[$0] },
            types: types
        ).search
        method.pagination = search.pagination
        guard let token = method.pagination?.positionParameter else {
            if method.pagination == nil { method.unreadPaging = search.likelyPosition }
            return
        }
        method.parameters.removeAll { $0.name == token && !$0.isRequired }
    }

    /// The update mask, the member of the body that is the resource, and the id of a new one.
    private func addWriting(to method: inout Method, _ source: DiscoveryMethod) {
        switch method.verb {
        case .update: addMask(to: &method, source)
        case .insert: method.newIDParameter = newIDParameter(of: source)
        default: break
        }
    }

    /// Whether the body has a field that a SET may change.
    private func hasSettableField(_ method: Method) -> Bool {
        var body = method.requestMessage.flatMap { types[$0] }
        if let member = method.bodyMember {
            body = body?[member]?.type.ownMessage.flatMap { types[$0] }
        }
        return body?.fields.contains { !$0.isOutputOnly } ?? false
    }

    private func addMask(to method: inout Method, _ source: DiscoveryMethod) {
        if let name = source.maskParameter {
            method.updateMask = UpdateMask(name: name, location: .query)
            return
        }
        guard let body = method.requestMessage.flatMap({ types[$0] }),
            let mask = body.fields.first(where: { $0.type == .string(format: "field-mask") })
        else { return }
        let members = body.fields.filter { $0.type.ownMessage != nil }
        let member =
            members.first { source.isCollection(of: $0.name) }
            ?? (members.count == 1 ? members.first : nil)
        guard let member else { return }
        method.updateMask = UpdateMask(name: mask.name, location: .body)
        method.bodyMember = member.name
    }

    /// The ids in queries that are never a new resource's.
    private static let otherIDs: Set<String> = [
        "requestId", "clientOperationId", "advertiserId", "partnerId", "projectId", "customerId",
        "parentId", "feedId", "channelId", "postId", "itemId",
    ]
    /// The words before an id of something that is there already.
    private static let otherWords = ["source", "replace", "external"]

    private func newIDParameter(of source: DiscoveryMethod) -> String? {
        let ids = source.parameters.filter { member in
            member.value["location"]?.string == "query" && member.name.hasSuffix("Id")
                && !(member.value["required"]?.bool ?? false) && !member.name.contains(".")
                && !Self.otherIDs.contains(member.name)
                && !Self.otherWords.contains { member.name.hasPrefix($0) }
        }
        let own = ids.first { source.isCollection(of: String($0.name.dropLast(2))) }
        return (own ?? (ids.count == 1 ? ids.first : nil))?.name
    }
}

extension DiscoveryMethod {
    /// Whether the collection consists of things of this name: `datasets` of `dataset`.
    fileprivate func isCollection(of name: String) -> Bool {
        guard let last = collection.last?.lowercased() else { return false }
        let name = name.lowercased()
        let stem = name.hasSuffix("y") ? String(name.dropLast()) + "ies" : name
        return last == name || last == stem || last == name + "s" || last == name + "es"
    }
}

extension FieldType {
    /// The name of the message that this type is; nil for other types.
    var ownMessage: String? {
        guard case .message(let name) = self else { return nil }
        return name
    }
}

extension DiscoveryTypes {
    /// The member names of a response, and of each object down to a row.
    fileprivate func names(in response: FieldType?, at source: RowSource) -> [[String]] {
        var names: [[String]] = []
        var type = response
        for step in source.steps.map(Optional.init) + [nil] {
            if case .array(let element)? = type { type = element }
            if step == .everyValue, case .map(let value)? = type {
                names.append([])
                type = value
                continue
            }
            guard let message = type?.ownMessage.flatMap({ self[$0] }) else { break }
            names.append(message.fields.map(\.name))
            guard case .member(let name)? = step else { break }
            type = message[name]?.type
        }
        return names
    }
}
