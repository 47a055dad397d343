import TuneQLRegistry
import TuneQLTransport

/// Requests to a registry that publishes archives.
struct RegistryDownload {
    let registry: PublishedRegistry
    private let downloads: Downloads

    /// Reads the options that name a registry; nothing is requested.
    ///
    /// - Parameter services: The options, of which `--registry` may name another registry.
    /// - Throws: ``CommandError`` when an option cannot be used.
    init(_ services: ServiceOptions) throws {
        downloads = try Downloads(authorities: services.authorities)
        guard let name = services.registry else {
            registry = .usual
            return
        }
        guard case .archives(let url, _) = try RegistryLocation(name) else {
            throw CommandError(
                "\(name) is a directory, of which nothing is downloaded\n"
                    + "help: install it: tuneql registry install \(name)"
            )
        }
        registry = PublishedRegistry(url: url)
    }

    /// The providers that the registry has.
    func providers() async throws -> [PublishedRegistry.Provider] {
        try registry.providers(in: try await downloads.response(to: registry.listURL).body)
    }

    /// Downloads a version of a provider, and installs it.
    ///
    /// - Parameters:
    ///   - provider: The name, in any case.
    ///   - version: The version; nil for the newest.
    ///   - digest: The SHA-256 that the archive must have; nil for any.
    ///   - progress: A line on the terminal for what is being done.
    /// - Returns: The providers that were installed.
    /// - Throws: When the archive cannot be had, read or written.
    func pull(
        _ provider: String,
        version: String?,
        digest: String? = nil,
        _ progress: ProgressLine
    ) async throws -> [InstalledProviders.Installed] {
        defer { progress.clear() }
        let home = try InstalledProviders(environment: environment())
        progress.show("reading \(registry.listURL)")
        let choice = try registry.choice(
            of: provider,
            version: version,
            from: try await providers()
        )
        let url = registry.archiveURL(of: choice.name, version: choice.versions[0])
        progress.show("downloading \(url)")
        let archive = try await downloads.response(to: url).body
        return try home.install(archive: archive, from: url, digest: digest) {
            progress.show("compiling \($0)")
        }
    }
}
