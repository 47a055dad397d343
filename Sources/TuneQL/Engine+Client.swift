import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLTransport

extension Engine {
    /// The client that makes the engine's calls.
    ///
    /// The `config.auth` of a provider's document is read when the provider is first called.
    static func client(
        _ configuration: Configuration,
        _ catalogs: Catalogs
    ) throws(QueryError) -> APIClient {
        let endpoints = Endpoints(
            overrides: configuration.endpoints,
            environment: configuration.environment
        )
        do {
            try endpoints.validate()
        } catch {
            throw QueryError(.invalidValue, error.message, help: error.help)
        }
        let transport = configuration.transport
        return APIClient(
            transport: transport,
            credentials: credentials(configuration, catalogs, endpoints),
            endpoints: endpoints,
            clock: transport.isReplay ? ReplayClock() : ContinuousClock(),
            tracing: transport.isReplay ? nil : Tracing(environment: configuration.environment),
            limits: try limits(configuration.limits),
            observer: configuration.observation
        )
    }

    private static func credentials(
        _ configuration: Configuration,
        _ catalogs: Catalogs,
        _ endpoints: Endpoints
    ) -> any CredentialSource {
        guard !configuration.transport.isReplay else { return ReplayCredentials() }
        return Credentials.resolve(
            authJSON: configuration.authentication,
            document: { (try? catalogs.provider(named: $0))?.authorization },
            isRedirected: endpoints.isOverridden,
            environment: configuration.environment,
            transport: configuration.transport.credentialTransport
        )
    }

    private static func limits(
        _ texts: [String: String]
    ) throws(QueryError) -> [String: QuotaLimit] {
        var limits: [String: QuotaLimit] = [:]
        for (service, text) in texts {
            guard let limit = QuotaLimit(text: text) else {
                throw QueryError(
                    .invalidValue,
                    "'\(text)' is not a valid request limit for \(service)",
                    help: "write 20/s or 600/min for a rate, 8 for as many at a time, 20/s,8 or off"
                )
            }
            limits[service] = limit
        }
        return limits
    }
}
