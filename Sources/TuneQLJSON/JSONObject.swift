/// A name and its value in an object.
package struct JSONMember: Sendable, Hashable {
    package var name: String
    package var value: JSONValue

    package init(name: String, value: JSONValue) {
        self.name = name
        self.value = value
    }
}

/// The members of a JSON object, in the order of the text.
///
/// Look-up is linear: objects here have tens of members. A name that occurs twice keeps both
/// members; the last one is found, as in most parsers.
package struct JSONObject: Sendable, Hashable {
    package var members: [JSONMember]

    package init(_ members: [JSONMember] = []) {
        self.members = members
    }

    package var names: [String] { members.map(\.name) }

    /// The value of this name; setting it replaces the member, or adds one, or removes it for nil.
    package subscript(name: String) -> JSONValue? {
        get { members.last { $0.name == name }?.value }
        set {
            guard let newValue else {
                members.removeAll { $0.name == name }
                return
            }
            if let index = members.lastIndex(where: { $0.name == name }) {
                members[index].value = newValue
            } else {
                members.append(JSONMember(name: name, value: newValue))
            }
        }
    }
}
