import TuneQLJSON
import TuneQLTransport

/// StackQL's `--auth` text.
extension CredentialSearch {
    static let example =
        #"write --auth '{"google": {"type": "service_account", "credentialsfilepath": "key.json"}}'"#

    /// The provider's entry; nil when the text names other providers only.
    func entry(of authJSON: String) throws(CredentialError) -> JSONValue? {
        do {
            let json = try JSONValue(parsing: authJSON)
            if let members = json.object?.members {
                return json[provider]
                    ?? members.first { $0.name.lowercased() == provider.lowercased() }?.value
            }
        } catch {
            throw CredentialError(
                .unreadable,
                "--auth is not JSON: \(error.reason.rawValue), at byte \(error.offset)",
                help: Self.example
            )
        }
        throw CredentialError(.unreadable, "--auth is not a JSON object", help: Self.example)
    }

    /// The credentials that an entry describes.
    func found(_ entry: AuthEntry) -> Found {
        var description = CredentialDescription(
            type: ReadableText.line(entry.type),
            source: entry.place,
            provider: provider
        )
        accounts?.complete(&description, self)
        do throws(CredentialError) {
            return try found(entry, entry.type, description)
        } catch {
            return Found(description, error)
        }
    }

    private func found(
        _ entry: AuthEntry,
        _ type: String,
        _ description: CredentialDescription
    ) throws(CredentialError) -> Found {
        switch type {
        case "null_auth":
            let source = StaticCredentials([], identity: accounts == nil ? description : nil)
            return Found(description, source)
        case "service_account": return try entry.serviceAccount(description)
        case "bearer": return try entry.bearer(description)
        case "api_key": return Found(description, try entry.key(description))
        case "basic": return Found(description, try entry.basic(description))
        case "custom": return Found(description, try entry.custom(description))
        case "oauth2": return try entry.clientCredentials(description)
        case "interactive": return try entry.interactive()
        default: throw unsupported(type, entry.origin)
        }
    }

    private func unsupported(_ type: String, _ origin: AuthOrigin) -> CredentialError {
        CredentialError(
            .unsupported,
            "\(origin.name) asks for the type \(ReadableText.line(type)), which is not supported",
            help: origin.helpAboutDocument
                ?? """
                use service_account, bearer, interactive, api_key, basic, oauth2, custom or \
                null_auth
                """
        )
    }
}
