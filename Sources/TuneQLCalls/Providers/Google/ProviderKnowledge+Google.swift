import TuneQLCredentials

extension ProviderKnowledge {
    /// Google Cloud, and its sovereign clouds.
    static let google = ProviderKnowledge(
        name: "google",
        advice: ProviderAdvice.google(service:),
        endpointVariables: gcloudVariables(in:),
        domain: universe(in:)
    )

    /// gcloud's variables that redirect services to other endpoints, with the services' names.
    private static func gcloudVariables(in environment: [String: String]) -> [(String, String)] {
        let prefix = "CLOUDSDK_API_ENDPOINT_OVERRIDES_"
        return environment.filter { $0.key.hasPrefix(prefix) && !$0.value.isEmpty }.keys
            .sorted().map { ($0, $0.dropFirst(prefix.count).lowercased()) }
    }

    /// The domain of a sovereign cloud, from `GOOGLE_CLOUD_UNIVERSE_DOMAIN`.
    private static func universe(in environment: [String: String]) -> DomainReplacement? {
        DomainReplacement(
            of: CredentialEnvironment.googleUniverse,
            by: environment["GOOGLE_CLOUD_UNIVERSE_DOMAIN"] ?? ""
        )
    }
}
