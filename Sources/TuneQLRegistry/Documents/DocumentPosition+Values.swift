import TuneQLJSON

extension DocumentPosition {
    /// The text of a member, or `other` when the member is absent.
    func text(
        _ key: String,
        of tree: JSONValue,
        or other: String? = nil
    ) throws(DocumentError) -> String {
        guard let value = tree[key] else {
            guard let other else { throw error(.missing(key)) }
            return other
        }
        guard let text = value.spelling else { throw error(.expected("text", for: key)) }
        return text
    }

    /// The object of a member.
    func object(_ key: String, of tree: JSONValue) throws(DocumentError) -> JSONObject {
        guard let value = tree[key] else { throw error(.missing(key)) }
        guard let object = value.object else { throw error(.expected("a mapping", for: key)) }
        return object
    }

    /// The elements of a member; none when it is absent.
    func list(_ key: String, of tree: JSONValue) throws(DocumentError) -> [JSONValue] {
        guard let value = tree[key], value != .null else { return [] }
        guard let elements = value.array else { throw error(.expected("a list", for: key)) }
        return elements
    }

    /// The texts of a member; none when it is absent.
    func texts(_ key: String, of tree: JSONValue) throws(DocumentError) -> [String] {
        var texts: [String] = []
        for element in try list(key, of: tree) {
            guard let text = element.spelling else {
                throw error(.expected("a list of strings", for: key))
            }
            texts.append(text)
        }
        return texts
    }
}
