import TuneQLCredentials
import TuneQLTransport

/// Advice on refusals of a provider's service, beyond what applies to all providers.
///
/// The rest of the target consults it, and works without it.
package struct ProviderAdvice: Sendable {
    /// Advice on a refusal; nil leaves it to the advice from its status.
    var help: @Sendable (Refusal) -> String? = { _ in nil }
    /// The only location that the host serves, when a refusal names it.
    var servedLocation: @Sendable (Refusal) -> String? = { _ in nil }
    /// How to grant the account of the credentials the permission that a refusal names.
    var grant: @Sendable (Refusal, CredentialDescription) -> String? = { _, _ in nil }
    /// The extent of a used-up quota; without knowledge, one refusal slows down the whole service.
    var quotaExtent: @Sendable (APIErrorBody) -> QuotaScope.Extent = { _ in .service }

    /// The advice on an unknown provider.
    package static let none = ProviderAdvice()

    /// The advice on a service, such as `google.aiplatform`.
    package init(service: String) {
        let names = service.split(separator: ".", maxSplits: 1).map(String.init)
        let provider = ProviderKnowledge.all.first { $0.name == names.first }
        self = provider?.advice(names.count > 1 ? names[1] : "") ?? .none
    }

    init(
        help: @escaping @Sendable (Refusal) -> String? = { _ in nil },
        servedLocation: @escaping @Sendable (Refusal) -> String? = { _ in nil },
        grant: @escaping @Sendable (Refusal, CredentialDescription) -> String? = { _, _ in nil },
        quotaExtent: @escaping @Sendable (APIErrorBody) -> QuotaScope.Extent = { _ in .service }
    ) {
        self.help = help
        self.servedLocation = servedLocation
        self.grant = grant
        self.quotaExtent = quotaExtent
    }
}
