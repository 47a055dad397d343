/// Which credentials a provider's calls would carry, without any secret.
package struct CredentialDescription: Sendable, Hashable {
    /// As in StackQL's `--auth`: `null_auth`, `service_account`, `bearer`, `interactive`, or
    /// `authorized_user`; nil when there are none.
    package var type: String?
    /// Where they come from: a file, a variable, or a command.
    package var source: String?
    /// Why they cannot be used.
    package var problem: String?
}

extension Credentials {
    /// What ``resolve(authJSON:provider:environment:transport:clock:now:tokenURL:)`` would find,
    /// without asking any service.
    package static func describe(
        authJSON: String?,
        provider: String = "google",
        environment: [String: String],
        transport: any Transport
    ) -> CredentialDescription {
        let search = CredentialSearch(
            authJSON: authJSON,
            provider: provider,
            environment: environment,
            transport: transport,
            clock: ContinuousClock(),
            now: WallClock.now,
            tokenURL: nil
        )
        var description = search.found
        do throws(CredentialError) {
            _ = try search.source()
        } catch {
            description.problem = error.message
        }
        return description
    }
}
