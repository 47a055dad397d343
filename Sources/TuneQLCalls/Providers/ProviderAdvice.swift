/// Advice on one provider's refusals, beyond what applies to all providers.
///
/// The rest of the target consults it, and works without it.
package struct ProviderAdvice: Sendable {
    /// Advice on a refusal; nil leaves it to the advice from its status.
    var help: @Sendable (Refusal) -> String? = { _ in nil }
    /// The only location that the host serves, when a refusal names it.
    var servedLocation: @Sendable (Refusal) -> String? = { _ in nil }
    /// How to grant an account (nil: the caller's) the permission that a refusal names.
    var grant: @Sendable (Refusal, String?) -> String? = { _, _ in nil }

    /// The advice on an unknown provider.
    package static let none = ProviderAdvice()

    /// The advice on the provider of a service, such as `google.aiplatform`.
    package init(service: String) {
        switch service.split(separator: ".").first {
        case "google": self = .google
        default: self = .none
        }
    }

    init(
        help: @escaping @Sendable (Refusal) -> String? = { _ in nil },
        servedLocation: @escaping @Sendable (Refusal) -> String? = { _ in nil },
        grant: @escaping @Sendable (Refusal, String?) -> String? = { _, _ in nil }
    ) {
        self.help = help
        self.servedLocation = servedLocation
        self.grant = grant
    }
}
