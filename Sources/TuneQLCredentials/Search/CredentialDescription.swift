import TuneQLText
import TuneQLTransport

/// The description of the credentials that a provider's calls carry, without any secret.
package struct CredentialDescription: Sendable, Hashable {
    /// As in credential files and StackQL's `--auth`, or `metadata_server`; nil if there are none.
    package var type: String?
    /// Their source: a file, a variable, or a command.
    package var source: String?
    /// The account's address, or another name that the file has for it.
    package var account: String?
    /// The project that Google's clients would use if none is named.
    package var project: String?
    /// The project that calls count against.
    package var quotaProject: String?
    /// The domain of the cloud that they belong to.
    package var universe: String?
    package var scopes: [String] = []
    /// The address that tokens are requested from; nil if none are.
    package var tokenEndpoint: String?
    /// Other details worth knowing, such as the account that acts for this one.
    package var remark: String?
    /// The reason why they cannot be used.
    package var problem: String?
    /// The help for that problem.
    package var help: String?

    /// The step that removes them for a new login, such as `unset GOOGLE_APPLICATION_CREDENTIALS`.
    var removalHint: String?
    /// The provider whose calls carry them.
    package var provider: String

    package init(
        type: String? = nil,
        source: String? = nil,
        provider: String = Credentials.google
    ) {
        self.type = type
        self.source = source
        self.provider = provider
    }

    /// The kind, the account and the source, for messages: `service_account x@y from FILE`.
    package var summary: String {
        [type ?? "no credentials", account, source.map { "from \($0)" }].compactMap(\.self)
            .joined(separator: " ")
    }

    /// The help after a service refused a token of these credentials.
    package var helpAfterRefusal: String? {
        let owner = ProviderAccounts.all.first { accounts in
            accounts.provider == provider || type.map(accounts.types.contains) ?? false
        }
        return owner.map { $0.helpAfterRefusal(self) } ?? neutralHelp
    }

    private var neutralHelp: String? {
        let name = ReadableText.line(provider)
        let entry = #"--auth '{"\#(name)": {"type": "bearer", "credentialsenvvar": "NAME"}}'"#
        return switch type {
        case nil, "null_auth": "choose credentials for \(name): \(entry)"
        case "bearer": "put a fresh token into \(source ?? "its place")"
        default: "check what is in \(source ?? "its place"), and whether it has expired"
        }
    }
}

extension String {
    /// Whether the text is safe as an account in a command, as a file may have any text there.
    var isAddress: Bool {
        guard let first = utf8.first, first != UInt8(ascii: "-") else { return false }
        return utf8.allSatisfy { byte in
            byte.isDigit || byte.isLetter
                || "@.-_+".utf8.contains(byte)
        }
    }
}
