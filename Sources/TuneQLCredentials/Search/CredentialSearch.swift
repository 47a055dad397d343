import TuneQLJSON
import TuneQLTransport

/// The search for credentials: those that the user named, then the usual locations.
struct CredentialSearch: Sendable {
    let authJSON: String?
    let provider: String
    /// The `config.auth` of the provider's document.
    let document: JSONValue?
    let tokenURL: String?
    let environment: CredentialEnvironment

    /// The variable that holds a token of any provider.
    static let tokenVariable = "TUNEQL_ACCESS_TOKEN"

    /// The outcome of a search: a description, and the source of credentials or an error.
    struct Found {
        var description: CredentialDescription
        var result: Result<any CredentialSource, CredentialError>
    }

    /// The first credentials that exist; no service receives a request.
    ///
    /// If the credentials that the user named are unusable, no others are tried, so that no other
    /// account is used by surprise.
    func found() -> Found {
        do throws(CredentialError) {
            if let authJSON, !authJSON.isEmpty, let entry = try entry(of: authJSON) {
                return found(AuthEntry(entry, self, .flag))
            }
        } catch {
            return Found(CredentialDescription(source: "--auth"), error)
        }
        if let accounts { return accounts.find(self) }
        guard let entry = documentEntry else { return foundNothing }
        return entry.account.map(found(in:)) ?? found(entry)
    }

    /// Whether `--auth` has an entry for the provider, or is malformed.
    var hasEntry: Bool {
        guard let authJSON, !authJSON.isEmpty else { return false }
        do throws(CredentialError) {
            return try entry(of: authJSON) != nil
        } catch {
            return true
        }
    }

    func foundToken(_ token: String, prefix: String = "Bearer ", source: String) -> Found {
        var description = CredentialDescription(type: "bearer", source: source, provider: provider)
        accounts?.complete(&description, self)
        do throws(CredentialError) {
            let credentials = try StaticCredentials(
                token: token,
                prefix: prefix,
                adding: description.fields,
                source: source,
                identity: description
            )
            return Found(description, credentials)
        } catch {
            return Found(description, error)
        }
    }

    func keeping(
        _ issuer: any TokenIssuer,
        _ description: CredentialDescription
    ) -> TokenCredentials {
        TokenCredentials(
            issuer,
            adding: description.fields,
            now: environment.now,
            identity: description
        )
    }
}

extension CredentialSearch.Found {
    init(_ description: CredentialDescription, _ source: any CredentialSource) {
        self.init(description: description, result: .success(source))
    }

    init(_ description: CredentialDescription, _ error: CredentialError) {
        var description = description
        description.problem = error.message
        description.help = error.help
        self.init(description: description, result: .failure(error))
    }
}
