/// The facts about a provider that are not in its documents.
///
/// Everything works without them. They lie in one folder for each provider, and ``all`` is the only
/// place that lists them.
struct ProviderKnowledge: Sendable {
    /// The provider's name in the catalog.
    let name: String
    /// The advice on refusals of a service, which is named without the provider.
    let advice: @Sendable (String) -> ProviderAdvice
    /// The names of the variables that redirect services, with the services' names.
    let endpointVariables: @Sendable ([String: String]) -> [(String, String)]
    /// The domain of the provider's hosts that the environment replaces; nil for none.
    let domain: @Sendable ([String: String]) -> DomainReplacement?

    /// The known providers.
    static let all: [ProviderKnowledge] = [.google]
}
