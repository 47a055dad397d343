import TuneQLJSON

/// A provider's entry in StackQL's `--auth` text.
struct AuthEntry {
    let json: JSONValue
    let search: CredentialSearch

    private static let googleKeyField = "x-goog-api-key"

    init(_ json: JSONValue, _ search: CredentialSearch) {
        self.json = json
        self.search = search
    }

    private var isGoogle: Bool { search.provider == ProviderCredentials.google }

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
            let texts = member.value.array?.compactMap(\.string) ?? [member.value.string].compactMap(\.self)
            return texts.map { (name: member.name, value: $0) }
        }
    }

    // MARK: Values that are sent as they are

    func key(
        _ description: CredentialDescription
    ) throws(CredentialError) -> StaticCredentials {
        let name = text("name") ?? (isGoogle ? Self.googleKeyField : "Authorization")
        let part = try part(named: name, value: try secret(description.type))
        return StaticCredentials([part] + quota, identity: description)
    }

    func basic(
        _ description: CredentialDescription
    ) throws(CredentialError) -> StaticCredentials {
        let value = try basicValue(description.type)
        Redactor.shared.register(value)
        let part = try part(named: "Authorization", value: value, usualPrefix: "Basic ")
        return StaticCredentials([part], identity: description)
    }

    /// One value, and those of the entries that follow it.
    func custom(
        _ description: CredentialDescription
    ) throws(CredentialError) -> StaticCredentials {
        var parts: [StaticCredentials.Part] = []
        var next: AuthEntry? = self
        while let entry = next {
            let value = try entry.secret(description.type)
            parts.append(
                try entry.part(named: entry.text("name") ?? "Authorization", value: value)
            )
            let successor = entry.json["successor"].flatMap { $0.object == nil ? nil : $0 }
            next = successor.map { AuthEntry($0, search) }
        }
        return StaticCredentials(parts, identity: description)
    }

    private func part(
        named name: String,
        value: String,
        usualPrefix: String = ""
    ) throws(CredentialError) -> StaticCredentials.Part {
        let isInQuery = text("location") == "query"
        let full = (text("valuePrefix") ?? usualPrefix) + value
        guard name.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x3A }),
            full.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
        else { throw CredentialError(.unreadable, "the key in --auth can't be sent as a field") }
        Redactor.shared.register(value)
        return StaticCredentials.Part(name: name, value: full, isInQuery: isInQuery)
    }

    private var quota: [StaticCredentials.Part] {
        guard isGoogle, let project = search.surroundings.quotaProject else { return [] }
        return [StaticCredentials.Part(name: "x-goog-user-project", value: project)]
    }

    /// The value that the entry names, in a variable or in a file.
    private func secret(_ type: String?) throws(CredentialError) -> String {
        let text: String
        if let path = self.text("credentialsfilepath") {
            text = try contents(of: path)
        } else if let name = self.text("credentialsenvvar") ?? self.text("api_key_var") {
            text = try value(of: name)
        } else if let key = self.text("api_key") {
            text = key
        } else {
            throw CredentialError(
                .missing,
                "--auth of type \(type ?? "") names no value",
                help: "name the variable that holds it: \"credentialsenvvar\": \"NAME\""
            )
        }
        guard let trimmed = StaticCredentials.trimmed(text) else {
            throw CredentialError(.unreadable, "the key that --auth names is empty or holds blanks")
        }
        return trimmed
    }

    /// `user:password` in base 64; what a variable holds is that already, unless it has a colon.
    private func basicValue(_ type: String?) throws(CredentialError) -> String {
        let pairs = [
            ("username", "username_var", "password", "password_var"),
            ("api_key", "api_key_var", "api_secret", "api_secret_var"),
        ]
        for (user, userVariable, password, passwordVariable) in pairs {
            guard text(user) != nil || text(userVariable) != nil else { continue }
            let user = try inline(user, orVariable: userVariable)
            let secret = try inline(password, orVariable: passwordVariable)
            Redactor.shared.register(secret)
            return Base64URL.encodeStandard(Array("\(user):\(secret)".utf8))
        }
        let value = try secret(type)
        return value.contains(":") ? Base64URL.encodeStandard(Array(value.utf8)) : value
    }

    // MARK: Members

    private func text(_ name: String) -> String? {
        json[name]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func inline(
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

    private func contents(of path: String) throws(CredentialError) -> String {
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
        guard let value = search.surroundings.variable(name) else {
            throw CredentialError(
                .missing,
                "--auth names the variable \(ReadableText.line(name)), which is not set"
            )
        }
        return value
    }
}
