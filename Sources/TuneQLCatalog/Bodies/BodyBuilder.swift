package import TuneQLJSON
package import TuneQLSQLite

/// Builds the request of a method from a statement's columns and values.
package struct BodyBuilder {
    /// A request's parameters and body.
    package struct Request: Sendable, Hashable {
        /// The values of path, query, header and server parameters, by name.
        package var arguments: [String: String]
        /// Nil when the method takes no body.
        package var body: JSONValue?
    }

    /// The destination of a column's value.
    package enum Target: Sendable, Hashable {
        case parameter(Parameter)
        case field(Field)
    }

    private let method: Method
    /// The message of the columns other than parameters; nil without a body.
    private let message: Message?
    private let validation: BodyValidation

    /// Prepares to build requests of a method.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - allowsUnknown: Whether members of the body, and enumeration values, that are not in the
    ///     document are sent unchanged.
    ///   - message: Looks up a message of the method's service by its name.
    /// - Throws: ``BodyError`` when the document's own messages are damaged.
    package init(
        method: Method,
        allowsUnknown: Bool = false,
        message: @escaping (String) throws(CatalogError) -> Message?
    ) throws(BodyError) {
        self.method = method
        validation = BodyValidation(message: message, allowsUnknown: allowsUnknown)
        guard let name = method.requestMessage else {
            self.message = nil
            return
        }
        let body = try validation.message(named: name, at: "")
        guard let member = method.bodyMember else {
            self.message = body
            return
        }
        guard case .message(let inner)? = body[member]?.type else {
            throw BodyError(path: member, reason: .missing)
        }
        self.message = try validation.message(named: inner, at: member)
    }

    /// The fields that a statement may set, in document order.
    package var fields: [Field] {
        message?.fields.filter { !$0.isOutputOnly } ?? []
    }

    /// The destination of a column: the parameter or the field for `x`, the field for `data__x`.
    package func target(of column: String) throws(BodyError) -> Target {
        if let parameter = method.parameters.first(where: { Self.isSame($0.name, column) }) {
            return .parameter(parameter)
        }
        let prefix = "data__"
        let hasPrefix = column.lowercased().hasPrefix(prefix)
        let name = hasPrefix ? String(column.dropFirst(prefix.count)) : column
        let named = { (name: String) in message?.fields.first { Self.isSame($0.name, name) } }
        guard let field = named(column) ?? named(name) ?? unknownField(named: name) else {
            let isBodiless = message == nil && hasPrefix
            let candidates = method.parameters.map(\.name) + fields.map(\.name)
            throw BodyError(
                path: column,
                reason: isBodiless ? .noBody : .unknown(candidates: candidates)
            )
        }
        guard !field.isOutputOnly else { throw BodyError(path: field.name, reason: .outputOnly) }
        return .field(field)
    }

    /// A member that is not in the document; nil without a body, or if none is allowed.
    private func unknownField(named name: String) -> Field? {
        guard validation.allowsUnknown, message != nil else { return nil }
        return Field(name: name, type: .any)
    }

    /// The request that gives each column its value; a NULL field is omitted.
    package func request(
        _ assignments: [(column: String, value: SQLiteValue)]
    ) throws(BodyError) -> Request {
        var request = Request(arguments: [:], body: nil)
        var object = JSONObject()
        var given: Set<String> = []
        for (column, value) in assignments {
            switch try target(of: column) {
            case .parameter(let parameter):
                try refuseDuplicate(parameter.name, in: &given)
                request.arguments[parameter.name] = try argument(value, for: parameter)
            case .field(let field):
                try refuseDuplicate(field.name, in: &given)
                object[field.name] = try FieldCoercion(validation: validation)
                    .json(for: value, of: field, at: field.name)
            }
        }
        request.body = try body(object)
        return request
    }

    /// Checks a complete body, the value of EXEC's `@@json`.
    package func body(checking json: JSONValue) throws(BodyError) -> JSONValue {
        guard let name = method.requestMessage else {
            throw BodyError(path: "@@json", reason: .noBody)
        }
        guard case .object(let object) = json else {
            throw BodyError(
                path: "@@json",
                reason: .wrongKind(expected: "an object", found: json.noun)
            )
        }
        return .object(try validation.checked(object, as: name, at: ""))
    }
}

extension BodyBuilder {
    private static func isSame(_ name: String, _ other: String) -> Bool {
        name == other || name.lowercased() == other.lowercased()
    }

    private func body(_ object: JSONObject) throws(BodyError) -> JSONValue? {
        guard let message else { return nil }
        try validation.refuseMissing(object, of: message, at: "")
        guard let member = method.bodyMember else { return .object(object) }
        return .object(JSONObject([JSONMember(name: member, value: .object(object))]))
    }

    private func refuseDuplicate(_ name: String, in given: inout Set<String>) throws(BodyError) {
        guard given.insert(name).inserted else { throw BodyError(path: name, reason: .duplicate) }
    }

    /// A parameter's text; nil for an optional one that is NULL.
    private func argument(
        _ value: SQLiteValue,
        for parameter: Parameter
    ) throws(BodyError) -> String? {
        guard value != .null else {
            guard !parameter.isRequired else {
                throw BodyError(path: parameter.name, reason: .null)
            }
            return nil
        }
        if case .blob = value {
            throw BodyError(
                path: parameter.name,
                reason: .wrongKind(expected: "text", found: "a blob")
            )
        }
        if case .boolean = parameter.type, case .integer(let flag) = value {
            return flag == 0 ? "false" : "true"
        }
        if case .enumeration(let names) = parameter.type, let text = value.text,
            !names.contains(text)
        {
            throw BodyError(path: parameter.name, reason: .notAmong(value: text, values: names))
        }
        return value.text
    }
}
