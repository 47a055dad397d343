import TuneQLTransport

/// The origin of an entry for a provider's credentials.
enum AuthOrigin: Sendable, Hashable {
    /// The user, in `--auth`.
    case flag
    /// The author of a provider's document, in `config.auth`.
    case document(provider: String)

    /// The origin's name in messages.
    var name: String {
        switch self {
        case .flag: "--auth"
        case .document(let provider): "the provider document of \(ReadableText.line(provider))"
        }
    }

    /// The help if a variable is missing.
    func helpAboutMissing(_ variable: String) -> String {
        switch self {
        case .flag: "set it, and export it to tuneql"
        case .document:
            "export \(ReadableText.line(variable)) with its value; or \(helpAboutDocument ?? "")"
        }
    }

    /// The help for overriding a document; nil for the user's own entry.
    var helpAboutDocument: String? {
        guard case .document(let provider) = self else { return nil }
        let name = ReadableText.line(provider)
        return """
            pass --auth '{"\(name)": {"type": "bearer", "credentialsenvvar": "NAME"}}', or \
            {"type": "null_auth"} to send nothing
            """
    }
}
