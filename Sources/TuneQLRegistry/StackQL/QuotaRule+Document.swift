import TuneQLCatalog
import TuneQLJSON

extension QuotaRule {
    /// The key of documents that holds a rule.
    static let key = "x-tuneql-limits"

    /// Reads a rule of a document; all of its members are optional.
    init?(_ tree: JSONValue?, at position: DocumentPosition) throws(DocumentError) {
        guard let tree else { return nil }
        let position = position.inside(Self.key)
        guard let object = tree.object else {
            throw position.error(.expected("a mapping", for: Self.key))
        }
        for member in object.members where !Self.members.contains(member.name) {
            throw position.error(.unsupported("'\(member.name)'"))
        }
        self.init(
            project: try Self.text("project", of: tree, at: position),
            location: try Self.text("location", of: tree, at: position),
            requestsPerMinute: try Self.count("requestsPerMinute", of: tree, at: position),
            burst: try Self.count("burst", of: tree, at: position),
            concurrency: try Self.count("concurrency", of: tree, at: position)
        )
    }

    private static let members = [
        "project", "location", "requestsPerMinute", "burst", "concurrency",
    ]

    private static func text(
        _ key: String,
        of tree: JSONValue,
        at position: DocumentPosition
    ) throws(DocumentError) -> String? {
        tree[key] == nil ? nil : try position.text(key, of: tree)
    }

    private static func count(
        _ key: String,
        of tree: JSONValue,
        at position: DocumentPosition
    ) throws(DocumentError) -> Int? {
        guard let value = tree[key] else { return nil }
        guard let count = value.integer, count > 0 else {
            throw position.error(.expected("a positive number", for: key))
        }
        return count
    }
}
