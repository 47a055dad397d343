import TuneQL
import TuneQLRegistry

/// The registry of the statements REGISTRY LIST and REGISTRY PULL.
struct StatementRegistry: ProviderRegistry {
    /// The options of the connection, which may name another registry.
    private let services: ServiceOptions
    /// The reason why nothing can be downloaded; nil when something can.
    private let refusal: QueryError?

    /// - Parameters:
    ///   - services: The options that name a registry.
    ///   - isOffline: Whether the program may use no network.
    init(_ services: ServiceOptions, isOffline: Bool) {
        self.services = services
        refusal = isOffline ? Self.offline : services.registry.flatMap(Self.refusal)
    }

    private static let offline = QueryError(
        .forbidden,
        "REGISTRY PULL needs the network, which --emulator and --replay do not use",
        help: "install the provider beforehand: tuneql registry pull NAME"
    )

    /// The error for a registry of which nothing is downloaded.
    private static func refusal(_ registry: String) -> QueryError? {
        guard case .directory(let path)? = try? RegistryLocation(registry) else { return nil }
        return QueryError(
            .forbidden,
            "REGISTRY PULL takes nothing from a directory, whose providers are there already",
            help: "to have them in every run: tuneql registry install \(path)"
        )
    }

    func providers() async throws(QueryError) -> [PublishedProvider]? {
        guard refusal == nil else { return nil }
        do {
            return try await RegistryDownload(services).providers()
                .map { PublishedProvider(name: $0.name, versions: $0.versions) }
        } catch {
            throw Self.queryError(error)
        }
    }

    func pull(
        _ provider: String,
        version: String?
    ) async throws(QueryError) -> [PublishedProvider] {
        if let refusal { throw refusal }
        do {
            return try await RegistryDownload(services)
                .pull(provider, version: version, ProgressLine())
                .map { PublishedProvider(name: $0.provider, versions: [$0.version]) }
        } catch {
            throw Self.queryError(error)
        }
    }

    func renew(catalog path: String) -> Bool {
        let progress = ProgressLine()
        defer { progress.clear() }
        do {
            try InstalledProviders(environment: environment()).renew(catalog: path) {
                progress.show("compiling \($0)")
            }
            return true
        } catch {
            return false
        }
    }

    private static func queryError(_ error: any Error) -> QueryError {
        switch error {
        case let error as QueryError: error
        case let error as CommandError: QueryError(.transport, error.description)
        default: QueryError(.invalidValue, "\(error)")
        }
    }
}
