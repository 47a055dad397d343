/// What is known of one provider's refusals beyond what all providers' mean.
///
/// The rest of the target asks here and goes on without an answer.
package struct ProviderAdvice: Sendable {
    /// What to do about a refusal; nil for what its status says.
    var help: @Sendable (Refusal) -> String? = { _ in nil }
    /// The only location that the host serves, when a refusal names it.
    var servedLocation: @Sendable (Refusal) -> String? = { _ in nil }
    /// How an owner gives an account, nil for the caller's, the permission that a refusal says is missing.
    var grant: @Sendable (Refusal, String?) -> String? = { _, _ in nil }

    /// The advice on a provider that nothing is known of.
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
