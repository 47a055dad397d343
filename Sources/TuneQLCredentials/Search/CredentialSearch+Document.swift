import TuneQLJSON
import TuneQLTransport

/// The credentials that a provider's document asks for: `config.auth`.
extension CredentialSearch {
    /// The document's entry; nil for a provider whose credentials lie in usual locations.
    var documentEntry: AuthEntry? {
        guard accounts == nil, let document, document.object?.members.isEmpty == false else {
            return nil
        }
        return AuthEntry(document, self, .document(provider: provider))
    }

    /// The facts about the provider's own credentials; nil if there are none.
    var accounts: ProviderAccounts? { ProviderAccounts.of(provider) }

    /// The empty credentials of a provider without any entry.
    var foundNothing: Found {
        let exceptions = ProviderAccounts.all
            .map { "\($0.title)'s credentials to \($0.title)'s hosts" }.joined(separator: " and ")
        var description = CredentialDescription(provider: provider)
        description.remark = """
            no credentials are configured for \(provider): calls carry none, except \(exceptions)
            """
        let identity = CredentialDescription(provider: provider)
        return Found(description, StaticCredentials([], identity: identity))
    }

    /// Another provider's credentials, which the document asks for.
    func found(in accounts: ProviderAccounts) -> Found {
        let search = CredentialSearch(
            authJSON: authJSON,
            provider: accounts.provider,
            document: nil,
            tokenURL: tokenURL,
            environment: environment
        )
        var found = search.found()
        found.description.remark = """
            the provider document of \(provider) asks for \(accounts.title)'s credentials, which go to \
            \(accounts.title)'s hosts only
            """
        return found
    }

    /// The error that refuses to send the owner's credentials elsewhere.
    func refusal(
        of entry: AuthEntry,
        ownedBy owner: ProviderAccounts,
        for host: String
    ) -> CredentialError {
        let names = entry.variables.map { ReadableText.line($0) }.joined(separator: ", ")
        return CredentialError(
            .unsupported,
            """
            \(entry.origin.name) asks for \(owner.title)'s credentials \
            (\(names.isEmpty ? owner.login : names)), but \(ReadableText.line(host)) is not one of \
            \(owner.title)'s hosts
            """,
            help: entry.origin.helpAboutDocument
        )
    }
}
