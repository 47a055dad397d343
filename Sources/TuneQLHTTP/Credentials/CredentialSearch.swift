import Glibc
import TuneQLJSON

/// The search for credentials: what the user named, then the usual places.
struct CredentialSearch: Sendable {
    let authJSON: String?
    let provider: String
    let environment: [String: String]
    let transport: any Transport
    let clock: any Clock<Duration>
    let now: @Sendable () -> Int64
    let tokenURL: String?

    static let tokenVariables = [
        "TUNEQL_ACCESS_TOKEN", "GOOGLE_OAUTH_ACCESS_TOKEN", "CLOUDSDK_AUTH_ACCESS_TOKEN",
    ]

    /// The first credentials that there are.
    ///
    /// - Throws: ``CredentialError`` when there are none, and when what the user named is unusable:
    ///   then nothing else is tried, so that no other account is used by surprise.
    func source() throws(CredentialError) -> any CredentialSource {
        if let authJSON, !authJSON.isEmpty, let entry = try entry(of: authJSON) {
            return try source(of: entry)
        }
        if let text = variable("GOOGLE_CREDENTIALS") {
            return try source(CredentialFile(Array(text.utf8), source: "GOOGLE_CREDENTIALS"))
        }
        if let path = variable("GOOGLE_APPLICATION_CREDENTIALS") {
            return try source(
                CredentialFile(path: path, origin: "GOOGLE_APPLICATION_CREDENTIALS")
            )
        }
        for name in Self.tokenVariables {
            if let token = variable(name) { return try rawToken(token, source: name) }
        }
        if let path = wellKnownFile, access(path, F_OK) == 0 {
            return try source(
                CredentialFile(path: path, origin: "gcloud auth application-default login")
            )
        }
        if let gcloud = gcloudExecutable { return fetching(gcloud) }
        throw nothingFound
    }

    /// The value of a variable that is set and not empty.
    func variable(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    func rawToken(_ token: String, source: String) throws(CredentialError) -> any CredentialSource {
        try StaticCredentials(
            token: token,
            quotaProject: variable("GOOGLE_CLOUD_QUOTA_PROJECT"),
            source: source
        )
    }

    /// The source that a file of a known type describes.
    func source(
        _ file: CredentialFile,
        adjust: (inout ServiceAccountKey) -> Void = { _ in }
    ) throws(CredentialError) -> any CredentialSource {
        switch try file.text("type") {
        case "service_account":
            var key = try ServiceAccountKey(file)
            adjust(&key)
            return serviceAccount(key, file)
        case "authorized_user":
            return try authorizedUser(file)
        case let type:
            throw CredentialError(
                .unsupported,
                "\(file.source) is of type \(ReadableText.line(type)), which is not supported",
                help: """
                    use a service account's key or gcloud auth application-default login, or put \
                    a token into TUNEQL_ACCESS_TOKEN
                    """
            )
        }
    }

    var gcloudExecutable: String? {
        variable("PATH").flatMap(Gcloud.find(in:))
    }

    /// The login of the gcloud command.
    func fetching(_ gcloud: String) -> any CredentialSource {
        let environment = environment
        return TokenCredentials(
            quotaProject: variable("GOOGLE_CLOUD_QUOTA_PROJECT"),
            now: now
        ) { () async throws(CredentialError) in
            try await Gcloud.token(executable: gcloud, environment: environment)
        }
    }

    private func serviceAccount(
        _ key: ServiceAccountKey,
        _ file: CredentialFile
    ) -> any CredentialSource {
        let now = now
        guard let url = key.exchangeURL else {
            return TokenCredentials(quotaProject: quotaProject(file), now: now) {
                () async throws(CredentialError) in try key.selfSigned(at: now())
            }
        }
        let endpoint = TokenEndpoint(url: url, transport: transport, clock: clock, now: now)
        return TokenCredentials(quotaProject: quotaProject(file), now: now) {
            () async throws(CredentialError) in
            let assertion = try key.assertion(for: url, at: now())
            let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
            return try await endpoint.token(
                [("grant_type", grant), ("assertion", assertion)],
                secrets: [assertion],
                source: file.source
            )
        }
    }

    private func authorizedUser(_ file: CredentialFile) throws(CredentialError)
        -> any CredentialSource
    {
        let secrets = [try file.text("client_secret"), try file.text("refresh_token")]
        let form = [
            ("grant_type", "refresh_token"), ("client_id", try file.text("client_id")),
            ("client_secret", secrets[0]), ("refresh_token", secrets[1]),
        ]
        let url = tokenURL ?? file.json["token_uri"]?.string ?? ServiceAccountKey.googleTokenURL
        let endpoint = TokenEndpoint(url: url, transport: transport, clock: clock, now: now)
        return TokenCredentials(quotaProject: quotaProject(file), now: now) {
            () async throws(CredentialError) in
            try await endpoint.token(form, secrets: secrets, source: file.source)
        }
    }

    private func quotaProject(_ file: CredentialFile) -> String? {
        variable("GOOGLE_CLOUD_QUOTA_PROJECT") ?? file.json["quota_project_id"]?.string
    }

    /// The file that gcloud writes for applications.
    private var wellKnownFile: String? {
        let folder =
            variable("CLOUDSDK_CONFIG") ?? variable("HOME").map { "\($0)/.config/gcloud" }
        return folder.map { "\($0)/application_default_credentials.json" }
    }

    /// The kind and place of the credentials that ``source()`` would use.
    var found: CredentialDescription {
        if let authJSON, !authJSON.isEmpty, let entry = try? entry(of: authJSON) {
            let type = entry["type"]?.string ?? "service_account"
            return CredentialDescription(type: type, source: "--auth")
        }
        if variable("GOOGLE_CREDENTIALS") != nil {
            return CredentialDescription(type: "service_account", source: "GOOGLE_CREDENTIALS")
        }
        if let path = variable("GOOGLE_APPLICATION_CREDENTIALS") {
            return described(file: path, "GOOGLE_APPLICATION_CREDENTIALS")
        }
        if let name = Self.tokenVariables.first(where: { variable($0) != nil }) {
            return CredentialDescription(type: "bearer", source: name)
        }
        if let path = wellKnownFile, access(path, F_OK) == 0 {
            return described(file: path, "gcloud auth application-default login")
        }
        if let gcloud = gcloudExecutable {
            return CredentialDescription(type: "interactive", source: gcloud)
        }
        return CredentialDescription()
    }

    private func described(file path: String, _ origin: String) -> CredentialDescription {
        let file = try? CredentialFile(path: path, origin: origin)
        let type = file?.json["type"]?.string
        return CredentialDescription(type: type, source: "\(path) (\(origin))")
    }

    private var nothingFound: CredentialError {
        let file = wellKnownFile ?? "~/.config/gcloud/application_default_credentials.json"
        return CredentialError(
            .missing,
            """
            no credentials for \(provider); looked for --auth, GOOGLE_CREDENTIALS, \
            GOOGLE_APPLICATION_CREDENTIALS, \(Self.tokenVariables.joined(separator: ", ")), \
            \(file) and gcloud on PATH
            """,
            help: """
                run gcloud auth application-default login, or name a service account's key file \
                in GOOGLE_APPLICATION_CREDENTIALS
                """
        )
    }
}
