/// Where credentials come from.
package enum Credentials {
    /// The credentials of a provider, looked for when the first request needs them.
    ///
    /// The order: the provider's entry in `authJSON`, `GOOGLE_CREDENTIALS` (a key's JSON),
    /// `GOOGLE_APPLICATION_CREDENTIALS` (a file), a token in `TUNEQL_ACCESS_TOKEN`,
    /// `GOOGLE_OAUTH_ACCESS_TOKEN` or `CLOUDSDK_AUTH_ACCESS_TOKEN`, gcloud's file for
    /// applications, and the login of the gcloud command.
    ///
    /// - Parameters:
    ///   - authJSON: `{"google": {"type": …}}` as StackQL's `--auth` takes it; nil when not given.
    ///   - provider: The entry of `authJSON` to use.
    ///   - environment: The variables of the process.
    ///   - transport: What carries requests for tokens.
    ///   - clock: What waits between attempts.
    ///   - now: The seconds since 1970.
    ///   - tokenURL: Where logins are refreshed, instead of Google's address.
    /// - Returns: The source; whatever is wrong with it shows when it is used.
    package static func resolve(
        authJSON: String?,
        provider: String = "google",
        environment: [String: String],
        transport: any Transport,
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Int64 = WallClock.now,
        tokenURL: String? = nil
    ) -> any CredentialSource {
        LazyCredentials(
            CredentialSearch(
                authJSON: authJSON,
                provider: provider,
                environment: environment,
                transport: transport,
                clock: clock,
                now: now,
                tokenURL: tokenURL
            )
        )
    }
}
