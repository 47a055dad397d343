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
    private enum Target {
        case parameter(Parameter)
        case field(FieldPath)
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

    private func parameter(named column: String) -> Parameter? {
        let named = method.parameters.filter {
            $0.location != .body && Self.isSame($0.name, column)
        }
        return named.first { $0.name == column } ?? named.first
    }

    /// The destination of a column: the parameter or the field for `x`, the field for `data__x`.
    private func target(of column: String) throws(BodyError) -> Target {
        if let parameter = parameter(named: column) { return .parameter(parameter) }
        if let path = try path(of: column) { return .field(path) }
        let isBodiless = message == nil && column.lowercased().hasPrefix(FieldPath.prefix)
        let others = method.parameters.filter { $0.location != .body }
        let candidates = others.map(\.name) + fields.map(\.name) + places(of: column)
        throw BodyError(
            path: column,
            reason: isBodiless ? .noBody : .unknown(candidates: candidates)
        )
    }

    /// The field that a SET names.
    private func field(set column: String) throws(BodyError) -> FieldPath {
        if let path = try path(of: column) { return path }
        if message == nil { throw BodyError(path: column, reason: .noBody) }
        throw BodyError(
            path: column,
            reason: parameter(named: column) != nil
                ? .parameter : .unknown(candidates: fields.map(\.name) + places(of: column))
        )
    }

    /// The paths to fields of a column's name inside of other fields: `instance.displayName`.
    private func places(of column: String) -> [String] {
        fields.compactMap { outer in
            guard case .message(let name) = outer.type,
                let message = try? validation.message(named: name, at: outer.name),
                let field = message.fields.first(where: { Self.isSame($0.name, column) }),
                !field.isOutputOnly
            else { return nil }
            return "\(outer.name).\(field.name)"
        }
    }

    /// The field of a column; nil when there is none.
    private func path(of column: String) throws(BodyError) -> FieldPath? {
        guard let message else { return nil }
        return try FieldPath(column, in: message, validation)
    }

    /// The request that gives each column its value.
    ///
    /// A NULL field is omitted; where a part of a resource is changed, it is removed.
    ///
    /// - Parameters:
    ///   - assignments: The values of parameters and fields.
    ///   - changes: The new values of fields in a SET.
    /// - Returns: The request, with the update mask of the changes where the method has one.
    /// - Throws: ``BodyError`` for a value that the request cannot carry.
    package func request(
        _ assignments: [(column: String, value: SQLiteValue)],
        setting changes: [(column: String, value: SQLiteValue)] = []
    ) throws(BodyError) -> Request {
        var request = Request(arguments: [:], body: nil)
        var content = BodyContent(validation: validation, keepsNull: removesNull)
        var given: Set<String> = []
        for (column, value) in assignments {
            switch try target(of: column) {
            case .parameter(let parameter):
                guard given.insert(parameter.name).inserted else {
                    throw BodyError(path: parameter.name, reason: .duplicate)
                }
                request.arguments[parameter.name] = try argument(value, for: parameter)
            case .field(let path): try content.set(value, at: path)
            }
        }
        for (column, value) in changes { try content.set(value, at: field(set: column)) }
        if let mask = method.updateMask, let change = changes.first,
            request.arguments[mask.name] == nil
        {
            guard !content.mask.isEmpty else {
                throw BodyError(path: change.column, reason: .noChange)
            }
            if mask.location == .query { request.arguments[mask.name] = content.mask }
        }
        request.body = try body(content, beside: given)
        return request
    }

    /// The arguments that one column gives, after its name and its value are checked by themselves.
    ///
    /// - Parameters:
    ///   - value: The value; nil for one that is not known yet, so that only the name is checked.
    ///   - column: The column.
    ///   - isChange: Whether a SET names it.
    /// - Returns: The argument, by the parameter's name; empty for a field of the body.
    /// - Throws: ``BodyError`` for a name or a value that no request can carry.
    package func arguments(
        of value: SQLiteValue?,
        for column: String,
        isChange: Bool = false
    ) throws(BodyError) -> [String: String] {
        let target = isChange ? Target.field(try field(set: column)) : try target(of: column)
        guard let value else { return [:] }
        switch target {
        case .parameter(let parameter):
            guard let text = try argument(value, for: parameter) else { return [:] }
            return [parameter.name: text]
        case .field(let path):
            var content = BodyContent(validation: validation, keepsNull: removesNull)
            try content.set(value, at: path)
            return [:]
        }
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
    static func isSame(_ name: String, _ other: String) -> Bool {
        name == other || name.lowercased() == other.lowercased()
    }

    /// Whether the request holds only the fields that change.
    private var isPartial: Bool { method.verb == .update && method.httpMethod != "PUT" }

    /// Whether a NULL in the body is what removes a field.
    private var removesNull: Bool { isPartial && method.updateMask == nil }

    /// The body; a required member that the path or the query names need not be in it as well.
    private func body(
        _ content: BodyContent,
        beside arguments: Set<String>
    ) throws(BodyError) -> JSONValue? {
        guard let message else { return nil }
        var object = content.object
        if method.verb == .delete, object.members.isEmpty { return nil }
        if !isPartial { try content.refuseMissing(of: message, except: arguments) }
        if let member = method.bodyMember {
            object = JSONObject([JSONMember(name: member, value: .object(object))])
        }
        if let mask = method.updateMask, mask.location == .body, object[mask.name] == nil,
            !content.mask.isEmpty
        {
            object[mask.name] = .string(content.mask)
        }
        return .object(object)
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
