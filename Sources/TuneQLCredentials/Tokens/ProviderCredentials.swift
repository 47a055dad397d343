import Synchronization
import TuneQLTransport

/// The credentials of all providers, each looked for when its first request is made.
final class ProviderCredentials: CredentialSource {
    private let provider: String
    private let environment: CredentialEnvironment
    private let isRedirected: @Sendable (String) -> Bool
    private let search: @Sendable (String) -> CredentialSearch
    private let found = Mutex<[String: LazyCredentials]>([:])

    init(
        provider: String,
        _ environment: CredentialEnvironment,
        isRedirected: @escaping @Sendable (String) -> Bool,
        search: @escaping @Sendable (String) -> CredentialSearch
    ) {
        self.provider = provider
        self.environment = environment
        self.isRedirected = isRedirected
        self.search = search
    }

    func authorization(
        replacing rejected: [HTTPField]?
    ) async throws(CredentialError) -> [HTTPField] {
        try await credentials(of: provider).authorization(replacing: rejected)
    }

    func authorize(_ request: inout HTTPRequest, with fields: [HTTPField]) {
        credentials(of: provider).authorize(&request, with: fields)
    }

    var identity: CredentialDescription? { credentials(of: provider).identity }

    /// The credentials for a service; only the user can have a provider's own sent to other hosts.
    ///
    /// A document of any provider may name any host.
    func source(for service: String, _ request: HTTPRequest) -> any CredentialSource {
        let name = service.split(separator: ".").first.map { $0.lowercased() } ?? provider
        guard name != provider else { return credentials(of: name) }
        let search = search(name)
        if search.hasEntry { return credentials(of: name) }
        let host = (try? Origin.ofURL(request.url).host) ?? ""
        guard let entry = search.documentEntry else {
            let owner = ProviderAccounts.all.first { $0.isHost(host, environment) }
            return credentials(of: owner?.provider ?? name)
        }
        guard let owner = entry.owner, !owner.isHost(host, environment), !isRedirected(service)
        else { return credentials(of: entry.account?.provider ?? name) }
        return RefusedCredentials(error: search.refusal(of: entry, ownedBy: owner, for: host))
    }

    private func credentials(of provider: String) -> LazyCredentials {
        found.withLock { found in
            if let known = found[provider] { return known }
            let made = LazyCredentials(search(provider))
            found[provider] = made
            return made
        }
    }
}
