import TuneQLCredentials

/// The domain of a sovereign cloud, which has Google's hosts under a name of its own.
struct GoogleUniverse: Sendable, Hashable {
    private let domain: String

    /// Reads `GOOGLE_CLOUD_UNIVERSE_DOMAIN`; nil for Google's own domain.
    init?(environment: [String: String]) {
        domain = environment["GOOGLE_CLOUD_UNIVERSE_DOMAIN"] ?? ""
        if domain.isEmpty || domain == CredentialEnvironment.googleUniverse { return nil }
    }

    /// A document's origin, with this domain in place of Google's own.
    func origin(_ origin: String) -> String {
        let googles = ".\(CredentialEnvironment.googleUniverse)"
        guard origin.hasSuffix(googles) else { return origin }
        return origin.dropLast(googles.count) + ".\(domain)"
    }
}
