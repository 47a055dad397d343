import TuneQLRegistry
import TuneQLTransport

/// Requests to a registry that publishes archives.
struct RegistryDownload {
    let registry: PublishedRegistry
    private let transport: any Transport

    /// Reads the options that name a registry.
    ///
    /// - Parameter services: The options, of which `--registry` may name another registry.
    /// - Throws: ``CommandError`` when an option cannot be used.
    init(_ services: ServiceOptions) throws {
        try services.checkAuthorities()
        transport = services.makeTransport()
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
        try registry.providers(in: try await body(of: registry.listURL))
    }

    /// The body of a successful response.
    func body(of url: String) async throws -> [UInt8] {
        let response: HTTPResponse
        do {
            response = try await transport.response(to: HTTPRequest(method: "GET", url: url))
        } catch {
            throw CommandError("\(url) cannot be reached: \(error.message)")
        }
        guard response.status == 200 else {
            throw CommandError("\(url) gives status \(response.status)")
        }
        return response.body
    }
}
