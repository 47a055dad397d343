import TuneQLJSON
import TuneQLTransport

/// The credentials that a provider's document asks for: `config.auth`.
extension CredentialSearch {
    static let keyVariable = "GOOGLE_CREDENTIALS"
    /// The variables that hold Google's credentials.
    static let googleVariables =
        [keyVariable, "GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_API_KEY"] + tokenVariables

    /// The document's entry; nil for Google, whose credentials come from the usual locations.
    var documentEntry: AuthEntry? {
        guard !isGoogle, let document, document.object?.members.isEmpty == false else { return nil }
        return AuthEntry(document, self, .document(provider: provider))
    }

    var isGoogle: Bool { provider == ProviderCredentials.google }

    /// The empty credentials of a provider without any entry.
    var foundNothing: Found {
        var description = CredentialDescription(provider: provider)
        description.remark = """
            no credentials are configured for \(provider): calls carry none, except Google's \
            credentials to Google's hosts
            """
        let identity = CredentialDescription(provider: provider)
        return Found(description, StaticCredentials([], identity: identity))
    }

    /// Google's credentials, which a document of another provider asks for.
    var foundGoogle: Found {
        let google = CredentialSearch(
            authJSON: authJSON,
            provider: ProviderCredentials.google,
            document: nil,
            tokenURL: tokenURL,
            environment: environment
        )
        var found = google.found()
        found.description.remark = """
            the provider document of \(provider) asks for Google's credentials, which go to Google's \
            hosts only
            """
        return found
    }

    /// The error that refuses to send Google's credentials elsewhere.
    func refusal(of entry: AuthEntry, for host: String) -> CredentialError {
        let names = entry.variables.map { ReadableText.line($0) }.joined(separator: ", ")
        let what = names.isEmpty ? "the login of gcloud" : names
        return CredentialError(
            .unsupported,
            """
            \(entry.origin.name) asks for Google's credentials (\(what)), but \
            \(ReadableText.line(host)) is not one of Google's hosts
            """,
            help: entry.origin.helpAboutDocument
        )
    }
}
