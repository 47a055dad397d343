import TuneQLJSON

/// StackQL's `--auth` text.
extension CredentialSearch {
    /// The provider's entry; nil when the text names other providers only.
    func entry(of authJSON: String) throws(CredentialError) -> JSONValue? {
        do {
            let json = try JSONValue(parsing: authJSON)
            if json.object != nil { return json[provider] }
        } catch {
            throw CredentialError(
                .unreadable,
                "--auth is not JSON: \(error.reason.rawValue), at byte \(error.offset)",
                help: Self.example
            )
        }
        throw CredentialError(.unreadable, "--auth is not a JSON object", help: Self.example)
    }

    /// The source that an entry describes.
    func source(of entry: JSONValue) throws(CredentialError) -> any CredentialSource {
        switch entry["type"]?.string ?? "service_account" {
        case "null_auth": return StaticCredentials.none
        case "service_account": return try serviceAccount(entry)
        case "bearer": return try bearer(entry)
        case "interactive":
            if let gcloud = gcloudExecutable { return fetching(gcloud) }
            throw CredentialError(
                .missing,
                "--auth asks for the login of gcloud, which is not on PATH",
                help: "install the Google Cloud CLI, then run gcloud auth login"
            )
        case let type:
            throw CredentialError(
                .unsupported,
                "--auth asks for the type \(ReadableText.line(type)), which \(provider) does not support",
                help: "use service_account, bearer, interactive or null_auth"
            )
        }
    }

    private static let example =
        #"write --auth '{"google": {"type": "service_account", "credentialsfilepath": "key.json"}}'"#

    private func serviceAccount(_ entry: JSONValue) throws(CredentialError) -> any CredentialSource
    {
        try source(try file(of: entry)) { key in
            if let scopes = entry["scopes"]?.array { key.scopes = scopes.compactMap(\.string) }
            if let subject = entry["sub"]?.string { key.subject = subject }
        }
    }

    /// The key that an entry names: a file, or a variable that holds its path or its text.
    private func file(of entry: JSONValue) throws(CredentialError) -> CredentialFile {
        if let path = entry["credentialsfilepath"]?.string, !path.isEmpty {
            return try CredentialFile(path: path, origin: "--auth")
        }
        if let name = entry["credentialsfilepathenvvar"]?.string, !name.isEmpty {
            return try CredentialFile(path: try value(of: name), origin: name)
        }
        let name = entry["credentialsenvvar"]?.string ?? "GOOGLE_CREDENTIALS"
        return try CredentialFile(Array(try value(of: name).utf8), source: name)
    }

    private func bearer(_ entry: JSONValue) throws(CredentialError) -> any CredentialSource {
        if let path = entry["credentialsfilepath"]?.string, !path.isEmpty {
            return try rawToken(try tokenText(path), source: path)
        }
        let name = entry["credentialsenvvar"]?.string ?? Self.tokenVariables[0]
        return try rawToken(try value(of: name), source: name)
    }

    private func tokenText(_ path: String) throws(CredentialError) -> String {
        do {
            return String(decoding: try FileBytes.read(path), as: UTF8.self)
        } catch {
            throw CredentialError(
                .unreadable,
                "the file \(path) (from --auth) can't be read: \(error.message)"
            )
        }
    }

    private func value(of name: String) throws(CredentialError) -> String {
        guard let value = variable(name) else {
            throw CredentialError(
                .missing,
                "--auth names the variable \(ReadableText.line(name)), which is not set"
            )
        }
        return value
    }
}
