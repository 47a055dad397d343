import TuneQLTransport

/// Who says which credentials a provider's calls carry.
enum AuthOrigin: Sendable, Hashable {
    /// The user, in `--auth`.
    case flag
    /// The author of a provider's document, in `config.auth`.
    case document(provider: String)

    /// For messages.
    var name: String {
        switch self {
        case .flag: "--auth"
        case .document(let provider): "the provider document of \(ReadableText.line(provider))"
        }
    }

    /// What to do where a variable is missing.
    func helpAboutMissing(_ variable: String) -> String {
        switch self {
        case .flag: "set it, and export it to tuneql"
        case .document:
            "export \(ReadableText.line(variable)) with its value; or \(helpAboutDocument ?? "")"
        }
    }

    /// How the user overrules a document; nil for what he said himself.
    var helpAboutDocument: String? {
        guard case .document(let provider) = self else { return nil }
        let name = ReadableText.line(provider)
        return """
            pass --auth '{"\(name)": {"type": "bearer", "credentialsenvvar": "NAME"}}', or \
            {"type": "null_auth"} to send nothing
            """
    }
}
