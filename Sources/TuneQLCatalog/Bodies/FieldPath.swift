/// A field of a request's body: the names that lead to it, and its type.
struct FieldPath {
    /// The prefix of a column that can only be a field, as in StackQL's statements.
    static let prefix = "data__"

    /// The names in the document's spelling, from the body on.
    let names: [String]
    /// The field at the end.
    let field: Field
    /// The message of each object on the way that has one, by the number of names before it.
    let messages: [Int: Message]

    var text: String { names.joined(separator: ".") }

    /// Finds the field of a column: `x`, `data__x`, or `x.y` for a field inside of `x`.
    ///
    /// - Returns: Nil when the message has no such field.
    /// - Throws: ``BodyError`` when a dotted name leads nowhere, or only the service sets the field.
    init?(
        _ column: String,
        in message: Message,
        _ validation: BodyValidation
    ) throws(BodyError) {
        let hasPrefix = column.lowercased().hasPrefix(Self.prefix)
        let name = hasPrefix ? String(column.dropFirst(Self.prefix.count)) : column
        let named = { (name: String) in
            message.fields.first { BodyBuilder.isSame($0.name, name) }
        }
        if let field = named(column) ?? named(name) {
            try self.init([], field, [:])
            return
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let first = named(parts[0]) ?? validation.unknownField(named: parts[0]) else {
            return nil
        }
        var names: [String] = []
        var messages: [Int: Message] = [:]
        var field = first
        for part in parts.dropFirst() {
            names.append(field.name)
            let path = names.joined(separator: ".")
            guard !field.isOutputOnly else { throw BodyError(path: path, reason: .outputOnly) }
            if case .message(let name) = field.type {
                messages[names.count] = try validation.message(named: name, at: path)
            }
            field = try Self.field(part, of: field, messages[names.count], at: path, validation)
        }
        try self.init(names, field, messages)
    }

    private init(
        _ names: [String],
        _ field: Field,
        _ messages: [Int: Message]
    ) throws(BodyError) {
        self.names = names + [field.name]
        self.field = field
        self.messages = messages
        guard !field.isOutputOnly else { throw BodyError(path: text, reason: .outputOnly) }
    }

    /// The field of a name inside another field.
    private static func field(
        _ name: String,
        of outer: Field,
        _ message: Message?,
        at path: String,
        _ validation: BodyValidation
    ) throws(BodyError) -> Field {
        switch outer.type {
        case .map(let type): return Field(name: name, type: type)
        case .any: return Field(name: name, type: .any)
        case .message:
            let same = message?.fields.first { BodyBuilder.isSame($0.name, name) }
            if let same { return same }
            guard let message else { return Field(name: name, type: .any) }
            return try validation.field(named: name, of: message, at: path)
                ?? Field(name: name, type: .any)
        default:
            throw BodyError(path: path, reason: .noFields(type: outer.type.noun))
        }
    }
}

extension BodyValidation {
    /// A member that is not in the document; nil when none is allowed.
    func unknownField(named name: String) -> Field? {
        allowsUnknown ? Field(name: name, type: .any) : nil
    }
}
