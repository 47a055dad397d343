package struct Show: Sendable {
    package enum Subject: Sendable, Hashable {
        case providers
        case services(in: [Identifier])
        case resources(in: [Identifier])
        case methods(in: [Identifier])
        /// A skeleton of the INSERT into a resource.
        case insert(into: [Identifier], columns: [Identifier])
        /// A skeleton of what creates a resource, as YAML.
        case manifest(of: [Identifier])
        /// The credentials of a provider; without a name, of all providers.
        case auth(Identifier?)
        case version
        /// The local tables.
        case tables
        case views
        case settings
        case isolationLevel
    }

    package var subject: Subject
    package var isExtended: Bool
    /// The text after LIKE.
    package var pattern: String?
    /// A condition on the columns that the statement shows.
    package var whereClause: Expression?
}

package struct Describe: Sendable {
    /// A resource, or a method of one.
    package var path: [Identifier]
    package var isExtended: Bool
    package var isMethod: Bool
}
