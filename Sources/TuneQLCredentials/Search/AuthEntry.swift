import TuneQLJSON
import TuneQLTransport

/// A provider's entry in StackQL's `--auth` text, or in the provider's document.
struct AuthEntry {
    let json: JSONValue
    let search: CredentialSearch
    let origin: AuthOrigin

    init(_ json: JSONValue, _ search: CredentialSearch, _ origin: AuthOrigin) {
        self.json = json
        self.search = search
        self.origin = origin
    }

    // MARK: Accounts

    func bearer(
        _ description: CredentialDescription
    ) throws(CredentialError) -> CredentialSearch.Found {
        let prefix = text("valuePrefix") ?? "Bearer "
        if let path = try filePath() {
            let source = "\(ReadableText.line(path)) (named by \(origin.name))"
            return search.foundToken(try contents(of: path), prefix: prefix, source: source)
        }
        let name = text("credentialsenvvar") ?? CredentialSearch.tokenVariable
        return search.foundToken(try value(of: name), prefix: prefix, source: place)
    }

    func clientCredentials(
        _ description: CredentialDescription
    ) throws(CredentialError) -> CredentialSearch.Found {
        let grant = text("grant_type") ?? "client_credentials"
        guard grant == "client_credentials" else {
            throw CredentialError(
                .unsupported,
                "\(origin.name) asks for the grant \(ReadableText.line(grant)), which is not supported",
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
                source: "the client \(ReadableText.line(id)) (from \(place))",
                help: ClientCredentials.help(afterRefusal:),
                environment: search.environment
            )
        )
        return CredentialSearch.Found(description, search.keeping(tokens, description))
    }

    /// The address, at any host that the entry's author chose, but only with TLS.
    private func tokenURL() throws(CredentialError) -> String {
        guard let template = text("token_url") else {
            throw CredentialError(
                .unreadable,
                "\(origin.name) lacks token_url, which oauth2 requires"
            )
        }
        let url = try expanded(template)
        do {
            _ = try Origin.ofURL(url)
        } catch {
            throw CredentialError(
                .unreadable,
                "the token_url of \(origin.name): \(error.message)",
                help: error.help
            )
        }
        return url
    }

    /// Replaces `{{ .__env__NAME }}` with the variable's value.
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
                    "the token_url of \(origin.name) contains {{\(ReadableText.line(inside))}}",
                    help: "only variables can be named: {{ .__env__NAME }}"
                )
            }
            output += rest[..<open.lowerBound]
            output += try value(of: String(inside.dropFirst(".__env__".count)))
            rest = rest[close.upperBound...]
        }
        return output + rest
    }

    /// More pairs for the form; each value is a text, or a list of texts.
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
            "\(origin.name) lacks \(name)",
            help: "name the variable that holds it: \"\(variable)\": \"NAME\""
        )
    }

    func contents(of path: String) throws(CredentialError) -> String {
        do {
            return String(decoding: try FileBytes.read(path), as: UTF8.self)
        } catch {
            throw CredentialError(
                .unreadable,
                "the file \(ReadableText.line(path)) (from \(origin.name)) can't be read: \(error.message)",
                help: "check the path in \(origin.name)"
            )
        }
    }

    func value(of name: String) throws(CredentialError) -> String {
        guard let value = search.environment.variable(name) else {
            throw CredentialError(
                .missing,
                "\(origin.name) names the variable \(ReadableText.line(name)), which is not set",
                help: origin.helpAboutMissing(name)
            )
        }
        return value
    }
}
