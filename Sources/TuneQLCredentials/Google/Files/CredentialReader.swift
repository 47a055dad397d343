import TuneQLJSON
import TuneQLTransport

/// Makes credentials from a file of any kind.
struct CredentialReader {
    let search: CredentialSearch
    var options: CredentialOptions
    /// The number of files that this one is nested in.
    let depth: Int

    /// The maximum depth, more than real files have: an account acting for one that acts for one.
    static let maximumDepth = 3

    init(_ search: CredentialSearch, _ options: CredentialOptions, depth: Int = 0) {
        self.search = search
        self.options = options
        self.depth = depth
    }

    var environment: CredentialEnvironment { search.environment }
    var hosts: TokenHosts { TokenHosts(environment) }
    var scopes: [String] { options.scopes ?? [ServiceAccountKey.cloudPlatform] }

    /// The credentials in a file.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - description: Its source; the rest is filled in.
    /// - Returns: The credentials and their description.
    /// - Throws: ``CredentialError`` if the file cannot be used.
    func found(
        _ file: CredentialFile,
        _ description: CredentialDescription
    ) throws(CredentialError) -> CredentialSearch.Found {
        var description = description
        guard file.json["installed"] == nil, file.json["web"] == nil else { throw clientOnly(file) }
        let type = try file.text("type")
        description.type = ReadableText.line(type)
        describe(file, &description)
        try checkUniverse(file)
        switch type {
        case "service_account": return try serviceAccount(file, description)
        case "authorized_user": return try authorizedUser(file, description)
        case "external_account": return try externalAccount(file, description)
        case "external_account_authorized_user": return try workforceUser(file, description)
        case "impersonated_service_account": return try impersonated(file, description)
        default: throw unsupported(type, file)
        }
    }

    /// Fills in the details that all kinds have in common.
    private func describe(_ file: CredentialFile, _ description: inout CredentialDescription) {
        description.quotaProject = environment.quotaProject ?? file.optional("quota_project_id")
        description.project = search.project(file.optional("project_id"))
        description.universe =
            file.optional("universe_domain") ?? CredentialEnvironment.googleUniverse
        description.scopes = scopes
    }

    private func checkUniverse(_ file: CredentialFile) throws(CredentialError) {
        let universe = file.optional("universe_domain") ?? CredentialEnvironment.googleUniverse
        guard universe != environment.universe else { return }
        throw .ofAnotherCloud(file.source, universe, environment)
    }

    private func unsupported(_ type: String, _ file: CredentialFile) -> CredentialError {
        let isDistributed = type == "gdch_service_account"
        let why =
            isDistributed
            ? "which belongs to Google Distributed Cloud and is not supported"
            : "which is not supported"
        return CredentialError(
            .unsupported,
            "\(file.source) is of type \(ReadableText.line(type)), \(why)",
            help: """
                use a service account's key or gcloud auth application-default login, or put \
                a token into TUNEQL_ACCESS_TOKEN
                """
        )
    }

    /// The error for the console's file of an OAuth client, which is easily taken for a credential.
    private func clientOnly(_ file: CredentialFile) -> CredentialError {
        CredentialError(
            .unreadable,
            "\(file.source) describes an OAuth client, not a login or an account",
            help:
                "run gcloud auth application-default login, with --client-id-file=FILE if it "
                + "must be this client"
        )
    }

    func exchange(_ file: CredentialFile, _ login: Login) -> TokenExchange {
        TokenExchange(
            source: file.source,
            help: login.help(afterRefusal:),
            environment: environment
        )
    }

    private func serviceAccount(
        _ file: CredentialFile,
        _ description: CredentialDescription
    ) throws(CredentialError) -> CredentialSearch.Found {
        var description = description
        var key = try ServiceAccountKey(file)
        key.scopes = scopes
        key.subject = options.subject
        key.prefersExchange = options.scopes != nil
        guard !key.isSovereign || options.subject == nil else {
            throw CredentialError(
                .unsupported,
                """
                sub asks \(file.source) to act for a user, which accounts of clouds other than \
                Google's own can't do
                """,
                help: "leave sub out of --auth"
            )
        }
        if let url = key.tokenURL { try hosts.check(url, .oauth2, "token_uri", of: file) }
        description.account = ReadableText.line(key.email)
        description.tokenEndpoint = key.exchangeURL.map(RedactedURL.text)
        description.remark = key.exchangeURL == nil ? "signs its own tokens" : nil
        if let subject = key.subject {
            description.remark = "acts for \(ReadableText.line(subject))"
        }
        let tokens = ServiceAccountTokens(
            key: key,
            exchange: exchange(file, .key(email: ReadableText.line(key.email)))
        )
        return CredentialSearch.Found(description, search.keeping(tokens, description))
    }

    private func authorizedUser(
        _ file: CredentialFile,
        _ description: CredentialDescription
    ) throws(CredentialError) -> CredentialSearch.Found {
        var description = description
        let named = file.optional("token_uri") ?? ServiceAccountKey.googleTokenURL
        let url = search.tokenURL ?? named
        if !ServiceAccountKey.googleTokenURLs.contains(url) {
            try hosts.check(url, .oauth2, "token_uri", of: file)
        }
        description.account = file.optional("account").map { ReadableText.line($0) }
        description.tokenEndpoint = RedactedURL.text(url)
        let scopes = options.scopes ?? file.scopes ?? []
        description.scopes = scopes
        let login = UserLogin(
            client: (try file.text("client_id"), try file.secret("client_secret")),
            refreshToken: try file.secret("refresh_token"),
            url: url,
            authentication: .inForm,
            scopes: scopes,
            proof: file.optional("rapt_token"),
            exchange: exchange(file, .application(removalHint: description.removalHint))
        )
        return CredentialSearch.Found(description, search.keeping(login, description))
    }

    private func workforceUser(
        _ file: CredentialFile,
        _ description: CredentialDescription
    ) throws(CredentialError) -> CredentialSearch.Found {
        var description = description
        let usual = "https://sts.\(environment.universe)/v1/oauthtoken"
        let url = file.optional("token_url") ?? usual
        try hosts.check(url, .sts, "token_url", of: file)
        description.tokenEndpoint = RedactedURL.text(url)
        description.account = file.optional("audience").map { ReadableText.line($0) }
        let login = UserLogin(
            client: (try file.text("client_id"), try file.secret("client_secret")),
            refreshToken: try file.secret("refresh_token"),
            url: url,
            authentication: .inHeader,
            exchange: exchange(file, .application(removalHint: description.removalHint))
        )
        return CredentialSearch.Found(description, search.keeping(login, description))
    }
}
