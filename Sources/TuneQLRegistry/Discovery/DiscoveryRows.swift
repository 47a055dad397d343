import TuneQLCatalog

/// The rows in a response: where they are, and what they are.
struct DiscoveryRows {
    var source = RowSource()
    /// The type of a row; nil when there is none.
    var row: FieldType?
    /// The members that name places which did not answer.
    var unreachable: [String] = []
    /// The warning of a page that lacks rows; nil when there is none.
    var warning: PageWarning?

    private static let remarks: Set<String> = [
        "warnings", "warning", "errors", "errorCode", "facets", "etag", "kind",
    ]
    private static let usualNames: Set<String> = [
        "items", "results", "result", "resources", "rows", "entries", "data", "values",
    ]

    /// Finds the rows of a response.
    ///
    /// - Parameters:
    ///   - response: The type of the response; nil for none.
    ///   - method: The method.
    ///   - verb: Its verb; only those of SELECT and EXEC return several rows.
    ///   - types: The messages of the response.
    init(
        in response: FieldType?,
        of method: DiscoveryMethod,
        for verb: Verb,
        _ types: DiscoveryTypes
    ) {
        row = response
        switch response {
        case .message(let name):
            guard let message = types[name] else { return }
            if message.isRawBytes {
                source = RowSource(form: .contents)
            } else if verb == .select || verb == .exec {
                find(in: message, of: method, types)
            }
        case .array(let element)?:
            source = RowSource(isList: true, form: element.rowForm)
            row = element
        case nil: return
        default: source = RowSource(form: .values)
        }
    }

    /// Makes the rows the elements of an array of responses; bytes stay bytes.
    mutating func becomeStream(of response: FieldType?) {
        guard source.form != .contents else { return }
        source = RowSource(isList: true)
        row = response
    }

    private mutating func find(
        in message: Message,
        of method: DiscoveryMethod,
        _ types: DiscoveryTypes
    ) {
        let found = list(in: message, of: method, types)
        guard let found else { return }
        source = found.source
        row = found.row
        unreachable = message.unreachableMembers
        findWarning(in: message, types)
    }

    private mutating func findWarning(in message: Message, _ types: DiscoveryTypes) {
        var scope: Message?
        if source.steps.count == 3, case .member(let name) = source.steps[0],
            case .map(.message(let inner))? = message[name]?.type
        {
            scope = types[inner]
        }
        let isOfScopes = scope.map { Self.warns($0, types) } ?? false
        let isOfPage = Self.warns(message, types)
        guard isOfPage || isOfScopes else { return }
        warning = PageWarning(
            name: Self.warningName,
            isOfPage: isOfPage,
            isOfScopes: isOfScopes,
            harmlessCodes: DiscoveryFacts.harmlessWarnings
        )
    }

    private static let warningName = "warning"

    /// Whether a message may have a warning with a code.
    private static func warns(_ message: Message, _ types: DiscoveryTypes) -> Bool {
        guard case .message(let name)? = message[warningName]?.type else { return false }
        return types[name]?["code"] != nil
    }

    private func list(
        in message: Message,
        of method: DiscoveryMethod,
        _ types: DiscoveryTypes
    ) -> (source: RowSource, row: FieldType)? {
        if method.name == "getIamPolicy" {
            guard case .array(let row)? = message["bindings"]?.type else { return nil }
            return (.list(["bindings"]), row)
        }
        let arrays = message.fields.filter(\.isArray)
        let isOnlyArray = message.fields.count == 1 && arrays.count == 1
        let isPaged = DiscoveryPaging.hasToken(message, of: method, types)
        guard method.isNamedAsList || isPaged || isOnlyArray else { return nil }
        if let field = Self.best(of: arrays.filter(\.hasObjects), for: method) {
            return (.list([field.name]), field.element)
        }
        return scopes(in: message, of: method, types) ?? scalars(of: arrays)
            ?? nested(in: message, of: method, types)
    }

    /// The lists in an object with free keys, such as the zones of `aggregatedList`.
    private func scopes(
        in message: Message,
        of method: DiscoveryMethod,
        _ types: DiscoveryTypes
    ) -> (source: RowSource, row: FieldType)? {
        for field in message.fields {
            guard case .map(let value) = field.type else { continue }
            var steps: [RowSource.Step] = [.member(field.name), .everyValue]
            var row = value
            if case .message(let name) = value {
                let fields = types[name]?.fields.filter { $0.isArray && $0.hasObjects } ?? []
                guard let inner = Self.best(of: fields, for: method) else { continue }
                steps.append(.member(inner.name))
                row = inner.element
            } else {
                guard case .array(let element) = value else { continue }
                row = element
            }
            let names = row.message.flatMap { types[$0] }?.fields.map { $0.name.lowercased() } ?? []
            let source = RowSource(
                steps: steps,
                isList: true,
                form: row.rowForm,
                scopeColumn: names.contains("scope") ? "scopeName" : "scope"
            )
            return (source, row)
        }
        return nil
    }

    private func scalars(of arrays: [Field]) -> (source: RowSource, row: FieldType)? {
        let arrays = arrays.filter { !Self.isExcluded($0.name) }
        guard let field = arrays.first else { return nil }
        let steps = [RowSource.Step.member(field.name)]
        return (RowSource(steps: steps, isList: true, form: .values), field.element)
    }

    /// The list in the only object of a response, such as `queryResult.rows`.
    private func nested(
        in message: Message,
        of method: DiscoveryMethod,
        _ types: DiscoveryTypes
    ) -> (source: RowSource, row: FieldType)? {
        for field in message.fields {
            guard case .message(let name) = field.type, let inner = types[name],
                let list = Self.best(
                    of: inner.fields.filter { $0.isArray && $0.hasObjects },
                    for: method
                )
            else { continue }
            return (.list([field.name, list.name]), list.element)
        }
        return nil
    }

    /// The array that holds the rows, by its name.
    private static func best(of fields: [Field], for method: DiscoveryMethod) -> Field? {
        let fields = fields.filter { !isExcluded($0.name) }
        let collection = method.collection.last?.lowercased() ?? ""
        let part = method.partName?.lowercased() ?? collection
        func rank(_ field: Field) -> Int {
            let name = field.name.lowercased()
            if name == part || name == collection { return 3 }
            if usualNames.contains(field.name) { return 2 }
            return name.contains(part) || name.contains(collection) || part.contains(name)
                || collection.contains(name) ? 1 : 0
        }
        guard let most = fields.map(rank).max() else { return nil }
        return fields.first { rank($0) == most }
    }

    private static func isExcluded(_ name: String) -> Bool {
        Message.namesPlaces(name) || remarks.contains(name)
    }
}

extension DiscoveryMethod {
    /// Whether the name says that the method returns a list.
    fileprivate var isNamedAsList: Bool {
        name.lowercased().hasPrefix("list")
            || ["list", "aggregated", "search", "batchGet", "bulkList", "find"].contains(
                DiscoveryNames.firstWord(of: name)
            )
    }

    /// The rest of the name after its verb: `Versions` of `listVersions`.
    fileprivate var partName: String? {
        ["list", "get", "fetch", "search", "retrieve", "query", "batchGet"].lazy
            .compactMap { DiscoveryNames.suffix(of: name, after: $0) }.first
    }
}

extension Field {
    fileprivate var isArray: Bool {
        guard case .array = type else { return false }
        return true
    }

    /// The type of an array's elements.
    fileprivate var element: FieldType {
        guard case .array(let element) = type else { return type }
        return element
    }

    fileprivate var hasObjects: Bool { element.rowForm == .objects }
}

extension FieldType {
    /// The form of rows of this type.
    fileprivate var rowForm: RowSource.Form {
        switch self {
        case .message, .map, .any: .objects
        default: .values
        }
    }
}

extension Message {
    /// Whether a response of this message is raw bytes, although the message says otherwise.
    fileprivate var isRawBytes: Bool {
        name.hasSuffix("HttpBody") && self["contentType"] != nil && self["data"] != nil
    }
}
