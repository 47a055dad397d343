/// How a long-running operation is identified in a response, and polled until it ends.
package struct OperationRule: Sendable, Hashable {
    /// The path of an operation, with its naming member as placeholder: `/v1/{name}`.
    package var path: String
    /// The member with the operation's name.
    package var nameMember: String
    /// The member that is true when the operation has ended.
    package var doneMember: String
    /// The member with the error of a failed operation; nil when operations have none.
    package var errorMember: String?

    /// Creates a rule; nil unless the path has exactly one placeholder.
    package init?(path: String, doneMember: String, errorMember: String? = nil) {
        let parts = path.split(separator: "{", omittingEmptySubsequences: false)
        guard parts.count == 2, path.hasPrefix("/"), let end = parts[1].firstIndex(of: "}"),
            end > parts[1].startIndex
        else { return nil }
        self.path = path
        nameMember = String(parts[1][..<end])
        self.doneMember = doneMember
        self.errorMember = errorMember
    }

    /// The path of the operation with this name, which is inserted unchanged.
    package func path(of name: String) -> String {
        path.replacing("{\(nameMember)}", with: name)
    }
}
