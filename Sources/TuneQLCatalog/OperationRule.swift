/// How a long-running operation is read from a response, and requested again until it ends.
package struct OperationRule: Sendable, Hashable {
    /// The path of an operation, with the member that names it as placeholder: `/v1/{name}`.
    package var path: String
    /// The member that holds the operation's name.
    package var nameMember: String
    /// The member that is true when the operation has ended.
    package var doneMember: String
    /// The member that holds the error of an operation that failed; nil when operations have none.
    package var errorMember: String?

    /// Makes a rule; nil when the path has no placeholder, or several.
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

    /// The path of the operation of this name, which is put in as it is.
    package func path(of name: String) -> String {
        path.replacing("{\(nameMember)}", with: name)
    }
}
