import TuneQLCatalog
import TuneQLJSON

/// The body of a method's requests.
struct RequestShape {
    /// The body's message; nil when the method has no body, or one with free members.
    var message: String?
    /// The member of the body that a statement's columns belong to.
    var bodyMember: String?
    var base: JSONObject?
    var headers: [String: String] = [:]
}

/// Reads the body of a method's requests.
struct RequestReader {
    let operation: OpenAPIOperation
    /// The method.
    let tree: JSONValue
    let position: DocumentPosition

    private static let plainJSON = "application/json"

    /// - Parameters:
    ///   - name: The name of the body's message, where the document has none.
    ///   - reader: The reader of its type.
    /// - Returns: The body.
    /// - Throws: ``DocumentError`` for a body that cannot be written.
    func shape(named name: String, reader: inout TypeReader) throws(DocumentError) -> RequestShape {
        let request = tree["request"]
        if let transform = request?["transform"] {
            let type = transform["type"]?.string ?? ""
            throw position.at("request").error(.unsupported(.requestTransform(type)))
        }
        var shape = RequestShape()
        shape.bodyMember = bodyMember
        shape.base = try base(of: request)
        guard let body = try operation.body(at: position) else { return shape }
        let named = request?["mediaType"]?.string
        let member = MediaType.member(of: body["content"], preferring: named)
        let media = MediaType(text: member?.name ?? named ?? Self.plainJSON)
        guard media.isJSON else {
            guard
                body["required"]?.bool ?? false
                    || !["GET", "HEAD", "DELETE"].contains(operation.httpMethod)
            else { return shape }
            throw position.at("request").error(.unsupported(Self.feature(of: media)))
        }
        if !media.text.hasPrefix(Self.plainJSON) { shape.headers["Content-Type"] = media.text }
        guard let schema = request?["schema_override"] ?? member?.value["schema"] else {
            return shape
        }
        switch try reader.type(of: schema, named: name, at: position.at("request", "schema")) {
        case .message(let message): shape.message = message
        case .map, .any: break
        default: throw position.error(.unsupported(.bodyShape))
        }
        return shape
    }

    private static func feature(of media: MediaType) -> UnsupportedFeature {
        if media.isMultipart { return .multipart }
        return .requestMedia(media.text)
    }

    /// The member that `requestBodyTranslate` names: `DesiredState` for `naive_DesiredState`.
    private var bodyMember: String? {
        let algorithm = tree["config"]?["requestBodyTranslate"]?["algorithm"]?.string
        guard let algorithm, algorithm.hasPrefix("naive_") else { return nil }
        return String(algorithm.dropFirst("naive_".count))
    }

    /// The members that every body has: `request.base`, a mapping or its JSON.
    private func base(of request: JSONValue?) throws(DocumentError) -> JSONObject? {
        guard let tree = request?["base"], tree != .null else { return nil }
        let text = tree.string.flatMap { $0.isEmpty ? "{}" : $0 }
        let value = text.map { try? JSONValue(parsing: $0) } ?? tree
        guard let object = value?.object else {
            throw position.at("request", "base").error(.expected("an object", for: "request.base"))
        }
        return object.members.isEmpty ? nil : object
    }
}
