import TuneQLCatalog
import TuneQLJSON

extension OperationRule {
    /// The key of a schema that makes its values long-running operations.
    static let key = "x-tuneql-operation"

    /// The members that the key's mapping may have.
    private static let members = ["path", "done", "error", "wait"]

    /// Reads the key of a schema, and checks the names in it against the schema's members.
    ///
    /// A name that the schema lacks would be noticed only after a write, or never: an operation
    /// without its `done` is polled for ever.
    ///
    /// - Parameters:
    ///   - tree: The key's value.
    ///   - message: The schema's message; nil when the schema declares no members.
    ///   - position: The method whose response has the schema.
    /// - Throws: ``DocumentError`` for a rule by which no operation could be polled.
    init(
        schema tree: JSONValue,
        of message: Message?,
        at position: DocumentPosition
    ) throws(DocumentError) {
        let position = position.inside(Self.key)
        guard let object = tree.object else {
            throw position.error(.expected("a mapping", for: Self.key))
        }
        for member in object.members where !Self.members.contains(member.name) {
            throw position.error(.unsupported("'\(member.name)'"))
        }
        let path = try position.text("path", of: tree)
        guard let done = try Self.memberName("done", of: tree, at: position) else {
            throw position.error(.missing("done"))
        }
        let error = try Self.memberName("error", of: tree, at: position)
        let wait = try Self.wait(of: tree, at: position)
        guard path.count(where: { $0 == "{" }) == 1,
            let rule = OperationRule(
                path: path,
                end: .flag(done),
                errorMember: error,
                wait: wait
            )
        else {
            let form = "a path with one placeholder, such as /v1/{name}"
            throw position.error(.expected(form, for: "path"))
        }
        let names = MemberNames(message: message, position: position)
        try names.check(rule.nameMember, "string", for: "path")
        try names.check(done, "boolean", for: "done")
        if let member = rule.errorMember { try names.check(member, nil, for: "error") }
        self = rule
    }

    /// The service's own way to wait: `wait`, a mapping of `path` and perhaps `method`.
    private static func wait(
        of tree: JSONValue,
        at position: DocumentPosition
    ) throws(DocumentError) -> Wait? {
        guard let wait = tree["wait"] else { return nil }
        let path = try position.inside("wait").text("path", of: wait)
        return Wait(httpMethod: wait["method"]?.string ?? "POST", path: path)
    }

    /// The name of a member in the key's mapping; nil when it is absent.
    private static func memberName(
        _ key: String,
        of tree: JSONValue,
        at position: DocumentPosition
    ) throws(DocumentError) -> String? {
        guard let value = tree[key] else { return nil }
        guard let name = value.string, !name.isEmpty else {
            throw position.error(.expected("the name of a member", for: key))
        }
        return name
    }
}

/// The members that a key of a schema may name.
private struct MemberNames {
    /// The schema's message; nil when the schema declares no members.
    let message: Message?
    let position: DocumentPosition

    /// Throws unless the schema has a member of this name and kind.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - kind: The kind of the member's values; nil for any.
    ///   - key: The key that has the name, for the message.
    /// - Throws: ``DocumentError`` with the names that would be right.
    func check(_ name: String, _ kind: String?, for key: String) throws(DocumentError) {
        let fields = message?.fields ?? []
        let candidates = fields.filter { kind == nil || $0.type.kind == kind }.map(\.name)
        guard !candidates.contains(name) else { return }
        throw position.error(
            .unknownMember(name, kind, of: message?.name, for: key, candidates: candidates)
        )
    }
}
