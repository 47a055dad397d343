import TuneQLJSON

/// The other documents that one document's references lead to, read when they are first needed.
///
/// References inside of them are made whole, so that they mean the same from everywhere.
final class ReferencedDocuments {
    /// Reads the document of a path; throws for one that cannot be read.
    typealias Reader = (String) throws(DocumentError) -> JSONValue

    /// More documents than one service is spread over.
    private static let limit = 32

    private let read: Reader
    private var roots: [String: Result<JSONValue, DocumentError>] = [:]

    init(_ read: @escaping Reader) {
        self.read = read
    }

    /// Documents that stand alone.
    static var none: ReferencedDocuments {
        ReferencedDocuments { (path) throws(DocumentError) in
            throw DocumentError(.absent(path), document: path)
        }
    }

    /// The root of a document.
    func root(of path: String) throws(DocumentError) -> JSONValue {
        if let known = roots[path] { return try known.get() }
        guard roots.count < Self.limit else {
            let feature: UnsupportedFeature = "a reference into a \(Self.limit + 1)th document"
            throw DocumentError(.unsupported(feature), document: path)
        }
        let root = Result { () throws(DocumentError) in Self.whole(try read(path), path) }
        roots[path] = root
        return try root.get()
    }

    /// A value in which references to the document itself name the document.
    private static func whole(_ value: JSONValue, _ path: String) -> JSONValue {
        switch value {
        case .array(let elements):
            return .array(elements.map { whole($0, path) })
        case .object(let object):
            if let reference = value.reference, reference.hasPrefix("#") {
                return ["$ref": .string(path + reference)]
            }
            return .object(
                JSONObject(
                    object.members.map { member in
                        JSONMember(name: member.name, value: whole(member.value, path))
                    }
                )
            )
        default: return value
        }
    }
}
