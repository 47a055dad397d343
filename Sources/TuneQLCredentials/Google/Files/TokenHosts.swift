import TuneQLTransport

/// The hosts that a credential file may name.
///
/// Write access to such a file must not suffice to have this machine's secrets sent elsewhere.
struct TokenHosts: Sendable {
    /// The services that receive secrets and return tokens.
    enum Service: String {
        case oauth2, sts, iamcredentials
    }

    static let variable = "TUNEQL_ALLOW_TOKEN_HOSTS"
    /// The variable in which GitHub's runners, and not the file, give the address of their tokens.
    private static let githubVariable = "ACTIONS_ID_TOKEN_REQUEST_URL"

    private let domains: [String]
    private let allowed: [Substring]
    private let github: String?

    init(_ environment: CredentialEnvironment) {
        domains = [CredentialEnvironment.googleUniverse, environment.universe]
        allowed = (environment.variable(Self.variable) ?? "").lowercased()
            .split { ", ".contains($0) }
        github = environment.variable(Self.githubVariable).flatMap {
            try? Origin.ofURL($0).host
        }
    }

    /// Refuses a URL for secrets, unless it is Google's, this machine's or allowed by the user.
    ///
    /// - Parameters:
    ///   - url: The URL in the file.
    ///   - service: The service that it should belong to.
    ///   - member: Its name in the file.
    ///   - file: The file, for the message.
    /// - Throws: ``CredentialError`` for any other URL.
    func check(
        _ url: String,
        _ service: Service,
        _ member: String,
        of file: CredentialFile
    ) throws(CredentialError) {
        let origin = try origin(of: url, member, file, .loopback)
        guard !origin.isLoopback, !isAllowed(origin.host), !isGoogle(origin.host, service) else {
            return
        }
        throw CredentialError(
            .unreadable,
            """
            \(file.source) names \(origin.host) as its \(member): secrets are sent to Google's \
            \(service.rawValue) service only
            """,
            help: Self.help(origin.host)
        )
    }

    /// Refuses a URL for this machine's tokens, unless the machine or its platform serves it.
    func checkLocal(
        _ url: String,
        _ member: String,
        of file: CredentialFile
    ) throws(CredentialError) {
        let origin = try origin(of: url, member, file, .linkLocal)
        guard !origin.isLoopback, !Origin.isPlatform(origin.host), !isAllowed(origin.host),
            origin.host != github
        else { return }
        throw CredentialError(
            .unreadable,
            """
            \(file.source) names \(origin.host) as its \(member): tokens are fetched from this \
            machine and its metadata server only
            """,
            help: Self.help(origin.host)
        )
    }

    private static func help(_ host: String) -> String {
        "do not use the file unless you know why it names this host; if that is intended, set "
            + "\(variable)=\(host)"
    }

    private func origin(
        of url: String,
        _ member: String,
        _ file: CredentialFile,
        _ plain: Origin.PlainHTTP
    ) throws(CredentialError) -> Origin {
        do {
            return try Origin.ofURL(url, plain: plain)
        } catch {
            throw CredentialError(
                .unreadable,
                "the \(member) of \(file.source): \(error.message)",
                help: error.help
            )
        }
    }

    /// Whether the user allows the host: by its name, or by `*.` and its domain.
    private func isAllowed(_ host: String) -> Bool {
        allowed.contains { entry in
            entry.hasPrefix("*.") ? host.hasSuffix(entry.dropFirst()) : host == entry
        }
    }

    /// `sts.googleapis.com`, `sts.us-east1.rep.googleapis.com`, `us-east1-sts.googleapis.com`, `sts-x.p.googleapis.com`.
    ///
    /// Not just any host of the domain: some of its services store the data that they receive.
    private func isGoogle(_ host: String, _ service: Service) -> Bool {
        guard let domain = domains.first(where: { host.hasSuffix(".\($0)") }) else {
            return false
        }
        let name = service.rawValue
        return host.dropLast(domain.count + 1).split(separator: ".").contains { label in
            label == name || label.hasSuffix("-\(name)") || label.hasPrefix("\(name)-")
        }
    }
}
