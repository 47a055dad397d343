import TuneQLCatalog
import TuneQLJSON

/// A service's OpenAPI document, with its references.
struct ServiceDocument {
    let root: JSONValue
    let position: DocumentPosition
    /// The members of `components/schemas`, since look-up in objects is linear.
    private let schemas: [String: JSONValue]
    /// Whether a schema declares itself a long-running operation.
    let declaresOperations: Bool

    private static let schemaPrefix = "#/components/schemas/"
    /// More references in a row than any document has.
    private static let hopLimit = 32

    init(_ root: JSONValue, at position: DocumentPosition) {
        self.root = root
        self.position = position
        let members = root["components"]?["schemas"]?.object?.members ?? []
        schemas = Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        declaresOperations = members.contains { $0.value[OperationRule.key] != nil }
    }

    /// The value that a JSON pointer of this document leads to; nil when it leads nowhere.
    func value(at reference: String) -> JSONValue? {
        if reference.hasPrefix(Self.schemaPrefix) {
            let name = String(reference.dropFirst(Self.schemaPrefix.count))
            if let schema = schemas[Self.unescape(name)] { return schema }
        }
        guard let steps = Self.steps(of: reference) else { return nil }
        var value: JSONValue? = root
        for step in steps {
            if case .array(let elements)? = value {
                value = Int(step).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            } else {
                value = value?[step]
            }
        }
        return value
    }

    /// The names that a JSON pointer consists of; nil when it is not one of this document.
    static func steps(of reference: String) -> [String]? {
        guard reference.hasPrefix("#/") else { return nil }
        return reference.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false)
            .map { unescape(String($0)) }
    }

    /// A value with its `$ref` followed, and the last reference of the chain.
    func resolved(
        _ value: JSONValue,
        at position: DocumentPosition
    ) throws(DocumentError) -> (value: JSONValue, reference: String?) {
        var value = value
        var last: String?
        for _ in 0..<Self.hopLimit {
            guard let reference = value.reference else { return (value, last) }
            guard let next = self.value(at: reference) else {
                throw position.error(.unknownReference(reference))
            }
            last = reference
            value = next
        }
        throw position.error(.circularReference(last ?? ""))
    }

    private static func unescape(_ step: String) -> String {
        guard step.utf8.contains(UInt8(ascii: "~")) else { return step }
        var output = ""
        var rest = Substring(step)
        while let tilde = rest.firstIndex(of: "~") {
            output += rest[..<tilde]
            rest = rest[tilde...].dropFirst()
            switch rest.first {
            case "1": output += "/"
            case "0": output += "~"
            default:
                output += "~"
                continue
            }
            rest = rest.dropFirst()
        }
        return output + rest
    }
}
