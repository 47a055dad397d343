import TuneQLJSON

/// The media type of a body, as far as it decides how the body is read or written.
struct MediaType {
    var text: String

    var isJSON: Bool { text.contains("json") || text == "*/*" }
    var isXML: Bool { text.contains("xml") }
    var isMultipart: Bool { text.hasPrefix("multipart/") }

    /// The entry of a `content` mapping that is read or written.
    ///
    /// - Parameters:
    ///   - content: The mapping from media types to schemas.
    ///   - name: The media type that a method names.
    /// - Returns: The entry of that name, else plain JSON, other JSON, or the first one.
    static func member(of content: JSONValue?, preferring name: String?) -> JSONMember? {
        let members = content?.object?.members ?? []
        return members.first { $0.name == name }
            ?? members.first { $0.name.hasPrefix("application/json") }
            ?? members.first { MediaType(text: $0.name).isJSON } ?? members.first
    }
}
