/// The parameter or member that names the fields that an update changes.
package struct UpdateMask: Sendable, Hashable {
    package enum Location: String, Sendable, Hashable {
        case query, body
    }

    /// The name, such as `updateMask`.
    package var name: String
    package var location: Location

    package init(name: String, location: Location = .query) {
        self.name = name
        self.location = location
    }
}
