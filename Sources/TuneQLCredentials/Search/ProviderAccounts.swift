/// The facts about a provider's own credentials: where they lie, and where they may be sent.
///
/// A provider without such facts has the credentials that `--auth` or its document names. The facts
/// about each provider lie in a folder of their own, and ``all`` is the only place that lists them.
struct ProviderAccounts: Sendable {
    /// The provider's name in lower case, as in `--auth`.
    let provider: String
    /// The provider's name in messages.
    let title: String
    /// The provider's interactive login, in messages.
    let login: String
    /// The header field for an API key.
    let keyField: String
    /// The types of credentials that are the provider's, whichever provider's calls carry them.
    let types: Set<String>
    /// The types of accounts that are looked for in the usual locations when a document names them.
    let accountTypes: Set<String>
    /// Finds the credentials in the usual locations.
    let find: @Sendable (CredentialSearch) -> CredentialSearch.Found
    /// Adds the projects that calls with any of the provider's credentials have.
    let complete: @Sendable (inout CredentialDescription, CredentialSearch) -> Void
    /// Whether an entry asks for the provider's credentials, which go to the provider's hosts only.
    let owns: @Sendable (AuthEntry) -> Bool
    /// Whether a host is one of the provider's.
    let isHost: @Sendable (String, CredentialEnvironment) -> Bool
    /// The help after a service refused a token.
    let helpAfterRefusal: @Sendable (CredentialDescription) -> String?

    /// The providers with such facts.
    static let all: [ProviderAccounts] = [.google]

    /// The facts about the provider of this name; nil if there are none.
    static func of(_ provider: String) -> ProviderAccounts? {
        all.first { $0.provider == provider }
    }
}
