/// The user's options for credentials, besides their location.
struct CredentialOptions: Sendable, Hashable {
    /// The scopes to ask for; nil for all of Google Cloud.
    var scopes: [String]?
    /// The user to act for, by domain-wide delegation.
    var subject: String?
}
