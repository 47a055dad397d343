import TuneQLJSON

/// Facts and descriptions of ours, laid over a document.
///
/// Mappings are merged, and their new members come first; properties are put in the overlay's order.
/// Anything else takes the place of what is there.
struct DocumentOverlay {
    private let tree: JSONValue

    /// The key whose members are columns, and come in the overlay's order.
    private static let orderedKey = "properties"

    init(_ tree: JSONValue) {
        self.tree = tree
    }

    /// The document with the overlay.
    ///
    /// - Throws: ``OverlayError`` for a member that only the overlay has, except what it adds.
    func applied(to document: JSONValue) throws(OverlayError) -> JSONValue {
        try Self.merged(document, tree, at: [])
    }

    private static func merged(
        _ document: JSONValue,
        _ overlay: JSONValue,
        at path: [String]
    ) throws(OverlayError) -> JSONValue {
        guard case .object(let over) = overlay, case .object(let under) = document else {
            return overlay == .null ? document : overlay
        }
        var merged = under.members
        var places = Dictionary(zip(under.names, merged.indices)) { $1 }
        var added: [JSONMember] = []
        for member in over.members {
            let path = path + [member.name]
            guard let place = places[member.name] else {
                guard isAddition(member.name) else { throw OverlayError(path: path) }
                added.append(member)
                continue
            }
            merged[place].value = try Self.merged(merged[place].value, member.value, at: path)
            if path.dropLast().last == orderedKey {
                added.append(merged[place])
                places[member.name] = nil
            }
        }
        let names = Set(added.map(\.name))
        return .object(JSONObject(added + merged.filter { !names.contains($0.name) }))
    }

    /// Whether a document need not have the member before.
    private static func isAddition(_ name: String) -> Bool {
        ["title", "description"].contains(name) || name.hasPrefix("x-tuneql-")
    }
}
