package import TuneQLJSON
package import TuneQLTransport

/// The ways to find, describe and check credentials.
package enum Credentials {
    /// The credentials of a provider's calls, looked for when the first request needs them.
    ///
    /// The order is in `docs/credentials.md`: the provider's entry in `authJSON`, the variables, then
    /// Google's Application Default Credentials and the login of the gcloud command. Requests of
    /// other providers carry the credentials that `authJSON` names, else those that their documents
    /// name, else Google's credentials to Google's hosts only.
    ///
    /// - Parameters:
    ///   - authJSON: `{"google": {"type": …}}` as StackQL's `--auth` takes it; nil when not given.
    ///   - provider: The entry of `authJSON` for calls that name no service.
    ///   - document: Gives the `config.auth` of a provider's document; called when a provider other
    ///     than Google is first called.
    ///   - isRedirected: Whether the user redirects the calls of a service, named as in
    ///     `google.aiplatform`: any credentials may go there.
    ///   - environment: The variables of the process.
    ///   - transport: The transport for token requests.
    ///   - clock: The clock for waits between attempts.
    ///   - now: The current time, in seconds since 1970.
    ///   - tokenURL: The address that refreshes logins, instead of Google's.
    ///   - productNameFile: The file whose product name identifies Google's machines.
    /// - Returns: The source; its errors appear when it is used.
    package static func resolve(
        authJSON: String?,
        provider: String = google,
        document: @escaping @Sendable (String) -> JSONValue? = { _ in nil },
        isRedirected: @escaping @Sendable (String) -> Bool = { _ in false },
        environment: [String: String],
        transport: any Transport,
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Int64 = WallClock.now,
        tokenURL: String? = nil,
        productNameFile: String = usualProductNameFile
    ) -> any CredentialSource {
        let environment = CredentialEnvironment(
            variables: environment,
            transport: transport,
            clock: clock,
            now: now,
            productNameFile: productNameFile
        )
        return ProviderCredentials(
            provider: provider,
            environment,
            isRedirected: isRedirected
        ) { provider in
            CredentialSearch(
                authJSON: authJSON,
                provider: provider,
                document: provider == google ? nil : document(provider),
                tokenURL: tokenURL,
                environment: environment
            )
        }
    }

    /// Describes the credentials of a provider's calls, without a request to any service.
    ///
    /// `document` is the `config.auth` of the provider's document.
    package static func describe(
        authJSON: String?,
        provider: String = google,
        document: JSONValue? = nil,
        environment: [String: String],
        transport: any Transport,
        productNameFile: String = usualProductNameFile
    ) -> CredentialDescription {
        search(authJSON, provider, document, environment, transport, productNameFile).found()
            .description
    }

    /// Gets a token, to check the credentials, and asks the metadata server for its account.
    ///
    /// - Returns: The description, with the problem if there is one.
    package static func check(
        authJSON: String?,
        provider: String = google,
        document: JSONValue? = nil,
        environment: [String: String],
        transport: any Transport,
        productNameFile: String = usualProductNameFile
    ) async -> CredentialDescription {
        await search(authJSON, provider, document, environment, transport, productNameFile)
            .checked()
    }

    /// The file in which Linux gives the product name of the machine.
    package static let usualProductNameFile = "/sys/class/dmi/id/product_name"

    private static func search(
        _ authJSON: String?,
        _ provider: String,
        _ document: JSONValue?,
        _ environment: [String: String],
        _ transport: any Transport,
        _ productNameFile: String
    ) -> CredentialSearch {
        CredentialSearch(
            authJSON: authJSON,
            provider: provider.lowercased(),
            document: document,
            tokenURL: nil,
            environment: CredentialEnvironment(
                variables: environment,
                transport: transport,
                clock: ContinuousClock(),
                now: WallClock.now,
                productNameFile: productNameFile
            )
        )
    }
}
