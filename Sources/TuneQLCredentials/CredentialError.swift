import TuneQLTransport

/// Credentials that are missing, unreadable or refused; never with a secret in it.
package struct CredentialError: Error, Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        /// None were found in any of the usual places.
        case missing
        /// A file or a text is not what it should be.
        case unreadable
        /// The kind of credentials is one we don't speak.
        case unsupported
        /// The token endpoint, or gcloud, said no.
        case refused
        /// The token endpoint gave no answer.
        case unreachable
        /// The calling task was cancelled.
        case cancelled
    }

    package var kind: Kind
    /// Which credentials, from where, and what is wrong with them.
    package var message: String
    /// What to run or set.
    package var help: String?

    package init(_ kind: Kind, _ message: String, help: String? = nil) {
        self.kind = kind
        self.message = message
        self.help = help
    }
}

extension CredentialError {
    /// Credentials of a cloud that calls don't go to.
    static func ofAnotherCloud(
        _ source: String,
        _ universe: String,
        _ surroundings: Surroundings
    ) -> CredentialError {
        CredentialError(
            .unsupported,
            """
            \(source) is of the cloud \(ReadableText.line(universe)), but calls go to \
            \(surroundings.universe)
            """,
            help: "set GOOGLE_CLOUD_UNIVERSE_DOMAIN to the cloud that both should be of"
        )
    }
}
