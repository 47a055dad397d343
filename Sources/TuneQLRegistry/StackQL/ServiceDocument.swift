import TuneQLCatalog
import TuneQLJSON

/// A service's OpenAPI document, with its references.
struct ServiceDocument {
    let root: JSONValue
    let position: DocumentPosition
    /// The members of `components/schemas`, since look-up in objects is linear.
    private let schemas: [String: JSONValue]
    private let paths: [String: JSONValue]
    private let others: ReferencedDocuments
    /// Whether a schema declares itself a long-running operation.
    let declaresOperations: Bool

    private static let schemaPrefix = "#/components/schemas/"
    /// More references in a row than any document has.
    private static let hopLimit = 32

    init(
        _ root: JSONValue,
        at position: DocumentPosition,
        others: ReferencedDocuments = .none
    ) {
        self.root = root
        self.position = position
        self.others = others
        schemas = Self.dictionary(root["components"]?["schemas"])
        paths = Self.dictionary(root["paths"])
        declaresOperations = schemas.values.contains { $0[OperationRule.key] != nil }
    }

    private static func dictionary(_ tree: JSONValue?) -> [String: JSONValue] {
        let members = tree?.object?.members ?? []
        return Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    /// The value that a reference leads to.
    ///
    /// - Parameter reference: A JSON pointer of this document, or one after another document's path.
    /// - Returns: The value; nil when the reference leads nowhere.
    func value(at reference: String) -> JSONValue? {
        if reference.hasPrefix(Self.schemaPrefix) {
            let name = String(reference.dropFirst(Self.schemaPrefix.count))
            if let schema = schemas[Self.unescape(name)] { return schema }
        }
        guard let (path, steps) = Self.parts(of: reference) else { return nil }
        if path.isEmpty, steps.count > 1, steps[0] == "paths" {
            return paths[steps[1]].flatMap { Self.value(at: steps.dropFirst(2), of: $0) }
        }
        let root = path.isEmpty ? root : try? others.root(of: path)
        return root.flatMap { Self.value(at: steps[...], of: $0) }
    }

    private static func value(at steps: ArraySlice<String>, of root: JSONValue) -> JSONValue? {
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
        guard let (path, steps) = parts(of: reference), path.isEmpty else { return nil }
        return steps
    }

    /// The document's path, which is empty for this document, and the names of the JSON pointer.
    static func parts(of reference: String) -> (path: String, steps: [String])? {
        let bytes = reference.utf8
        guard let hash = bytes.firstIndex(of: UInt8(ascii: "#")) else { return nil }
        let pointer = reference[bytes.index(after: hash)...]
        guard pointer.hasPrefix("/") else { return nil }
        let steps = pointer.utf8.dropFirst()
            .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return (String(reference[..<hash]), steps.map { unescape(String(Substring($0))) })
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

    /// The position of a value that was reached by a reference, in its own document.
    func position(of reference: String?, or position: DocumentPosition) -> DocumentPosition {
        guard let reference, let (path, steps) = Self.parts(of: reference) else { return position }
        return DocumentPosition(
            document: path.isEmpty ? self.position.document : path,
            steps: position.steps,
            pointer: steps
        )
    }

    private static func unescape(_ step: String) -> String {
        guard step.utf8.contains(UInt8(ascii: "~")) else { return step }
        var output: [UInt8] = []
        var bytes = Array(step.utf8)[...]
        while let byte = bytes.popFirst() {
            if byte == UInt8(ascii: "~"), bytes.first == UInt8(ascii: "1") {
                output.append(UInt8(ascii: "/"))
                bytes.removeFirst()
            } else if byte == UInt8(ascii: "~"), bytes.first == UInt8(ascii: "0") {
                output.append(UInt8(ascii: "~"))
                bytes.removeFirst()
            } else {
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
