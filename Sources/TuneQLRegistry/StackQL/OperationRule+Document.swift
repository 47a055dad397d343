import TuneQLCatalog
import TuneQLJSON

extension OperationRule {
    /// The key of a schema that makes its values long-running operations.
    static let key = "x-tuneql-operation"

    /// The members that the key's mapping may have.
    private static let members = ["path", "done", "error"]

    /// Reads the key of a schema.
    init(schema tree: JSONValue, at position: DocumentPosition) throws(DocumentError) {
        let position = position.inside(Self.key)
        guard let object = tree.object else {
            throw position.error(.expected("a mapping", for: Self.key))
        }
        for member in object.members where !Self.members.contains(member.name) {
            throw position.error(.unsupported("'\(member.name)'"))
        }
        let path = try position.text("path", of: tree)
        _ = try position.text("done", of: tree)
        guard path.count(where: { $0 == "{" }) == 1, let rule = OperationRule(json: tree) else {
            throw position.error(.expected("a path with one placeholder", for: "path"))
        }
        self = rule
    }

    /// The rule of a document without the key, by the format's convention.
    ///
    /// Documents of the registry are made from descriptions of Google's services, where a message
    /// whose name ends in `Operation` is one of `google.longrunning`. Its path begins with the
    /// version that the method's path begins with.
    init?(message: String?, path: String) {
        guard let message, message.hasSuffix("Operation") else { return nil }
        let version = path.split(separator: "/").first ?? "v1"
        self.init(path: "/\(version)/{name}", doneMember: "done", errorMember: "error")
    }
}
