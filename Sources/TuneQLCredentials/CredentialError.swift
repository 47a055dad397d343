/// The error for credentials that are missing, unreadable or refused; it contains no secret.
package struct CredentialError: Error, Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        /// None were found in any of the usual locations.
        case missing
        /// A file or a text is unreadable or malformed.
        case unreadable
        /// The kind of credentials is not supported.
        case unsupported
        /// The token endpoint, or the command that prints tokens, refused.
        case refused
        /// The token endpoint did not respond.
        case unreachable
        /// The calling task was cancelled.
        case cancelled
    }

    package var kind: Kind
    /// The credentials, their source and the problem.
    package var message: String
    /// The command to run, or the variable or option to set.
    package var help: String?

    package init(_ kind: Kind, _ message: String, help: String? = nil) {
        self.kind = kind
        self.message = message
        self.help = help
    }
}
