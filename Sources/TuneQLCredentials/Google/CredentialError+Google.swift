import TuneQLTransport

extension CredentialError {
    /// The error for credentials of a cloud that calls don't go to.
    static func ofAnotherCloud(
        _ source: String,
        _ universe: String,
        _ environment: CredentialEnvironment
    ) -> CredentialError {
        CredentialError(
            .unsupported,
            """
            \(source) belongs to the cloud \(ReadableText.line(universe)), but calls go to \
            \(environment.universe)
            """,
            help: "set GOOGLE_CLOUD_UNIVERSE_DOMAIN to the cloud that both belong to"
        )
    }
}
