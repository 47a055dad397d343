import TuneQLJSON

/// A provider's entry in StackQL's `--auth` text.
struct AuthEntry {
    let json: JSONValue
    let search: CredentialSearch

    init(_ json: JSONValue, _ search: CredentialSearch) {
        self.json = json
        self.search = search
    }

    var isGoogle: Bool { search.provider == ProviderCredentials.google }

    // MARK: Accounts

    /// The key, or any other credential file, that the entry names.
    func serviceAccount(
        _ description: CredentialDescription
    ) throws(CredentialError) -> CredentialSearch.Found {
        let scopes = json["scopes"]?.array?.compactMap(\.string)
        let options = CredentialOptions(
            scopes: scopes?.isEmpty == true ? nil : scopes,
            subject: json["sub"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        )
        return search.found(description, options) { () throws(CredentialError) in try file() }
    }

    private func file() throws(CredentialError) -> CredentialFile {
        if let path = text("credentialsfilepath") {
            return try CredentialFile(path: path, origin: "--auth")
        }
        if let name = text("credentialsfilepathenvvar") {
            return try CredentialFile(path: try value(of: name), origin: name)
        }
        let name = text("credentialsenvvar") ?? "GOOGLE_CREDENTIALS"
        return try CredentialFile(Array(try value(of: name).utf8), source: name)
    }

    func bearer(
        _ description: CredentialDescription
    ) throws(CredentialError) -> CredentialSearch.Found {
        let prefix = text("valuePrefix") ?? "Bearer "
        if let path = text("credentialsfilepath") {
            return search.foundToken(try contents(of: path), prefix: prefix, source: path)
        }
        let name = text("credentialsenvvar") ?? CredentialSearch.tokenVariables[0]
        return search.foundToken(try value(of: name), prefix: prefix, source: name)
    }

    func clientCredentials(
        _ description: CredentialDescription
    ) throws(CredentialError) -> CredentialSearch.Found {
        let grant = text("grant_type") ?? "client_credentials"
        guard grant == "client_credentials" else {
            throw CredentialError(
                .unsupported,
                "--auth asks for the grant \(ReadableText.line(grant)), which is not supported",
                help: "use client_credentials"
            )
        }
        let url = try tokenURL()
        var description = description
        description.tokenEndpoint = RedactedURL.text(url)
        description.scopes = json["scopes"]?.array?.compactMap(\.string) ?? []
        let id = try inline("client_id", orVariable: "client_id_env_var")
        description.account = ReadableText.line(id)
        let secret = try inline("client_secret", orVariable: "client_secret_env_var")
        Redactor.shared.register(secret)
        let tokens = ClientCredentials(
            id: id,
            secret: secret,
            url: url,
            scopes: description.scopes,
            values: values,
            style: json["auth_style"]?.integer.flatMap(ClientCredentials.Style.init) ?? .either,
            exchange: TokenExchange(
                source: "the client \(ReadableText.line(id)) (from --auth)",
                login: .client,
                surroundings: search.surroundings
            )
        )
        return CredentialSearch.Found(description, search.keeping(tokens, description))
    }

    /// The user wrote the address, so any host will do; but not without TLS.
    private func tokenURL() throws(CredentialError) -> String {
        guard let template = text("token_url") else {
            throw CredentialError(.unreadable, "--auth lacks token_url, where oauth2 gets tokens")
        }
        let url = try expanded(template)
        do {
            _ = try Origin.ofURL(url)
        } catch {
            throw CredentialError(
                .unreadable,
                "the token_url of --auth: \(error.message)",
                help: error.help
            )
        }
        return url
    }

    /// Replaces `{{ .__env__NAME }}` by the variable's value.
    private func expanded(_ template: String) throws(CredentialError) -> String {
        var output = ""
        var rest = template[...]
        while let open = rest.firstRange(of: "{{"),
            let close = rest[open.upperBound...].firstRange(of: "}}")
        {
            let inside = rest[open.upperBound..<close.lowerBound].filter { $0 != " " }
            guard inside.hasPrefix(".__env__") else {
                throw CredentialError(
                    .unreadable,
                    "the token_url of --auth holds {{\(ReadableText.line(inside))}}",
                    help: "only variables can be named: {{ .__env__NAME }}"
                )
            }
            output += rest[..<open.lowerBound]
            output += try value(of: String(inside.dropFirst(".__env__".count)))
            rest = rest[close.upperBound...]
        }
        return output + rest
    }

    /// More pairs for the form: each a text, or a list of them.
    private var values: [(name: String, value: String)] {
        (json["values"]?.object?.members ?? []).flatMap { member in
            let texts =
                member.value.array?.compactMap(\.string) ?? [member.value.string].compactMap(\.self)
            return texts.map { (name: member.name, value: $0) }
        }
    }

    // MARK: Members

    func text(_ name: String) -> String? {
        json[name]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    func inline(
        _ name: String,
        orVariable variable: String
    ) throws(CredentialError) -> String {
        if let named = text(variable) { return try value(of: named) }
        if let value = text(name) { return value }
        throw CredentialError(
            .missing,
            "--auth lacks \(name)",
            help: "name the variable that holds it: \"\(variable)\": \"NAME\""
        )
    }

    func contents(of path: String) throws(CredentialError) -> String {
        do {
            return String(decoding: try FileBytes.read(path), as: UTF8.self)
        } catch {
            throw CredentialError(
                .unreadable,
                "the file \(ReadableText.line(path)) (from --auth) can't be read: \(error.message)",
                help: "check the path in --auth"
            )
        }
    }

    func value(of name: String) throws(CredentialError) -> String {
        guard let value = search.surroundings.variable(name) else {
            throw CredentialError(
                .missing,
                "--auth names the variable \(ReadableText.line(name)), which is not set",
                help: "set it, and export it to tuneql"
            )
        }
        return value
    }
}
