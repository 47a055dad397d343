import TuneQLHTTP

extension Engine {
    /// The client that makes the engine's calls.
    static func client(_ configuration: Configuration) throws(QueryError) -> APIClient {
        let endpoints = Endpoints(
            overrides: configuration.endpoints,
            environment: configuration.environment
        )
        do {
            try endpoints.validate()
        } catch {
            throw QueryError(.invalidValue, error.message, help: error.help)
        }
        return APIClient(
            transport: configuration.transport,
            credentials: Credentials.resolve(
                authJSON: configuration.authentication,
                environment: configuration.environment,
                transport: configuration.transport
            ),
            endpoints: endpoints,
            observer: configuration.observer
        )
    }
}
