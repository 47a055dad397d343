import TuneQLJSON
import TuneQLTransport

/// The variables and files that an entry uses.
extension AuthEntry {
    private static let variableKeys = [
        "credentialsenvvar", "credentialsfilepathenvvar", "api_key_var", "api_secret_var",
        "username_var", "password_var", "client_id_env_var", "client_secret_env_var",
    ]
    /// The maximum number of entries in a chain, more than any real one has.
    private static let maximumChainLength = 16

    var type: String { json["type"]?.string ?? "service_account" }

    /// The entry, and those that follow it.
    var chain: [AuthEntry] {
        var entries = [self]
        while entries.count < Self.maximumChainLength, let next = entries.last?.json["successor"],
            next.object != nil
        {
            entries.append(AuthEntry(next, search, origin))
        }
        return entries
    }

    /// The variables that it names, or uses if it names none.
    var variables: [String] {
        let named = chain.flatMap { entry in Self.variableKeys.compactMap { entry.text($0) } }
        guard named.isEmpty, text("credentialsfilepath") == nil else { return named }
        switch type {
        case "service_account": return [CredentialSearch.keyVariable]
        case "bearer": return [CredentialSearch.tokenVariable]
        default: return []
        }
    }

    /// The source of the value, and its origin: `ACME_TOKEN (named by --auth)`.
    var place: String {
        let names = variables.map { ReadableText.line($0) }
        guard !names.isEmpty else { return origin.name }
        return "\(names.joined(separator: ", ")) (named by \(origin.name))"
    }

    /// The provider whose own credentials it asks for; nil if it asks for none of a known provider.
    var owner: ProviderAccounts? { ProviderAccounts.all.first { $0.owns(self) } }

    /// The provider whose account it asks for, which is looked for in the usual locations.
    var account: ProviderAccounts? {
        owner.flatMap { $0.accountTypes.contains(type) ? $0 : nil }
    }

    /// The file that it names; only the user may name one.
    ///
    /// The author of a document must not be able to have files of this machine sent to their host.
    func filePath() throws(CredentialError) -> String? {
        guard let path = text("credentialsfilepath") else { return nil }
        guard origin == .flag else {
            throw CredentialError(
                .unsupported,
                "\(origin.name) names the file \(ReadableText.line(path)): it may name variables only",
                help: origin.helpAboutDocument
            )
        }
        return path
    }
}
