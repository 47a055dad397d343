import Glibc
import TuneQLJSON
import TuneQLTransport

/// The search for credentials: those that the user named, then the usual locations.
struct CredentialSearch: Sendable {
    let authJSON: String?
    let provider: String
    /// The `config.auth` of the provider's document.
    let document: JSONValue?
    let tokenURL: String?
    let environment: CredentialEnvironment

    static let tokenVariables = [
        "TUNEQL_ACCESS_TOKEN", "GOOGLE_OAUTH_ACCESS_TOKEN", "CLOUDSDK_AUTH_ACCESS_TOKEN",
    ]

    /// The outcome of a search: a description, and the source of credentials or an error.
    struct Found {
        var description: CredentialDescription
        var result: Result<any CredentialSource, CredentialError>
    }

    /// A location of credentials; the first that exists is used.
    private enum Place {
        case entry(AuthEntry)
        case google
        case text(variable: String)
        case file(path: String, origin: String)
        case token(variable: String)
        case metadata
        case gcloud(String)
        case nowhere
    }

    /// The first credentials that exist; no service receives a request.
    ///
    /// If the credentials that the user named are unusable, no others are tried, so that no other
    /// account is used by surprise.
    func found() -> Found {
        do throws(CredentialError) {
            return try found(at: place())
        } catch {
            return Found(CredentialDescription(source: "--auth"), error)
        }
    }

    /// Whether `--auth` has an entry for the provider, or is malformed.
    var hasEntry: Bool {
        guard let authJSON, !authJSON.isEmpty else { return false }
        do throws(CredentialError) {
            return try entry(of: authJSON) != nil
        } catch {
            return true
        }
    }

    private func place() throws(CredentialError) -> Place {
        if let authJSON, !authJSON.isEmpty, let entry = try entry(of: authJSON) {
            return .entry(AuthEntry(entry, self, .flag))
        }
        guard isGoogle else {
            return documentEntry.map { $0.isGoogleAccount ? .google : .entry($0) } ?? .nowhere
        }
        if environment.variable("GOOGLE_CREDENTIALS") != nil {
            return .text(variable: "GOOGLE_CREDENTIALS")
        }
        if let path = environment.variable("GOOGLE_APPLICATION_CREDENTIALS") {
            return .file(path: path, origin: "GOOGLE_APPLICATION_CREDENTIALS")
        }
        for name in Self.tokenVariables where environment.variable(name) != nil {
            return .token(variable: name)
        }
        if let path = wellKnownFile, access(path, F_OK) == 0 {
            return .file(path: path, origin: "gcloud auth application-default login")
        }
        return machinePlace
    }

    /// Outside Google's cloud, the probe for a metadata server can take seconds, so gcloud comes
    /// first if nothing indicates one; inside, gcloud would only ask that server itself.
    private var machinePlace: Place {
        let mayAsk = MetadataServer.isAllowed(environment)
        if mayAsk, MetadataServer.isLikely(environment) { return .metadata }
        if let gcloud = gcloudExecutable { return .gcloud(gcloud) }
        return mayAsk ? .metadata : .nowhere
    }

    private func found(at place: Place) -> Found {
        switch place {
        case .entry(let entry): found(entry)
        case .google: foundGoogle
        case .text(let name):
            found(Self.description(of: name, removalHint: "unset \(name)")) {
                () throws(CredentialError) in
                let text = environment.variable(name) ?? ""
                return try CredentialFile(Array(text.utf8), source: name)
            }
        case .file(let path, let origin):
            found(
                Self.description(
                    of: "\(ReadableText.line(path)) (\(origin))",
                    removalHint: path == wellKnownFile ? nil : "unset \(origin)"
                )
            ) {
                () throws(CredentialError) in
                try CredentialFile(path: path, origin: origin)
            }
        case .token(let name): foundToken(environment.variable(name) ?? "", source: name)
        case .metadata: foundMetadata
        case .gcloud(let path): foundGcloud(path)
        case .nowhere: isGoogle ? Found(CredentialDescription(), nothingFound) : foundNothing
        }
    }

    private static func description(
        of source: String,
        removalHint: String?
    ) -> CredentialDescription {
        var description = CredentialDescription(source: source)
        description.removalHint = removalHint
        return description
    }

    /// The credentials in a file; the description has their kind even if they are unusable.
    func found(
        _ description: CredentialDescription,
        _ options: CredentialOptions = CredentialOptions(),
        reading: () throws(CredentialError) -> CredentialFile
    ) -> Found {
        var description = description
        do throws(CredentialError) {
            let file = try reading()
            description.type = file.json["type"]?.string.map { ReadableText.line($0) }
            let reader = CredentialReader(self, options)
            return try reader.found(file, description)
        } catch {
            return Found(description, error)
        }
    }

    func foundToken(_ token: String, prefix: String = "Bearer ", source: String) -> Found {
        var description = CredentialDescription(type: "bearer", source: source, provider: provider)
        if isGoogle {
            description.quotaProject = environment.quotaProject
            description.project = project(nil)
        }
        do throws(CredentialError) {
            let credentials = try StaticCredentials(
                token: token,
                prefix: prefix,
                quotaProject: description.quotaProject,
                source: source,
                identity: description
            )
            return Found(description, credentials)
        } catch {
            return Found(description, error)
        }
    }

    var gcloudExecutable: String? {
        environment.variable("PATH").flatMap(Gcloud.find(in:))
    }

    /// The login of the gcloud command.
    func foundGcloud(_ path: String) -> Found {
        var description = CredentialDescription(type: "interactive", source: path)
        description.quotaProject = environment.quotaProject
        description.project = project(nil)
        description.account = GcloudSettings(environment)?.account
        description.remark = "the login of the gcloud command, which is run for each token"
        let gcloud = Gcloud(executable: path, environment: environment.variables)
        return Found(description, keeping(gcloud, description))
    }

    private var foundMetadata: Found {
        guard MetadataServer.isLikely(environment) else {
            var found = Found(CredentialDescription(), nothingFound)
            let identity = CredentialDescription(
                type: "metadata_server",
                source: MetadataServer.source
            )
            found.result = .success(keeping(metadataServer, identity))
            return found
        }
        var description = CredentialDescription(
            type: "metadata_server",
            source: MetadataServer.source
        )
        description.quotaProject = environment.quotaProject
        description.project = project(nil)
        description.universe = environment.universe
        return Found(description, keeping(metadataServer, description))
    }

    /// The metadata server, with the scopes that the machine has.
    var metadataServer: MetadataServer {
        MetadataServer(environment: environment, scopes: [], nothingFound: nothingFound)
    }

    func keeping(
        _ issuer: any TokenIssuer,
        _ description: CredentialDescription
    ) -> TokenCredentials {
        TokenCredentials(
            issuer,
            quotaProject: description.quotaProject,
            now: environment.now,
            identity: description
        )
    }

    /// The project that Google's clients would use.
    func project(_ own: String?) -> String? {
        environment.variable("GOOGLE_CLOUD_PROJECT") ?? environment.variable("GCLOUD_PROJECT")
            ?? own ?? GcloudSettings(environment)?.project
    }

    /// The file that gcloud writes for applications.
    private var wellKnownFile: String? {
        environment.gcloudFolder.map { "\($0)/application_default_credentials.json" }
    }

    private var nothingFound: CredentialError {
        let file = wellKnownFile ?? "~/.config/gcloud/application_default_credentials.json"
        let asked =
            MetadataServer.isAllowed(environment)
            ? "the metadata server of Google's cloud"
            : "no metadata server (NO_GCE_CHECK is set)"
        return CredentialError(
            .missing,
            """
            no credentials for \(provider); looked for --auth, GOOGLE_CREDENTIALS, \
            GOOGLE_APPLICATION_CREDENTIALS, \(Self.tokenVariables.joined(separator: ", ")), \
            \(file), gcloud on PATH and \(asked)
            """,
            help: """
                run gcloud auth application-default login, or name a service account's key file \
                in GOOGLE_APPLICATION_CREDENTIALS
                """
        )
    }
}

extension CredentialSearch.Found {
    init(_ description: CredentialDescription, _ source: any CredentialSource) {
        self.init(description: description, result: .success(source))
    }

    init(_ description: CredentialDescription, _ error: CredentialError) {
        var description = description
        description.problem = error.message
        description.help = error.help
        self.init(description: description, result: .failure(error))
    }
}
