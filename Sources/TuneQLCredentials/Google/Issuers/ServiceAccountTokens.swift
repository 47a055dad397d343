import TuneQLTransport

/// Tokens that a service account signs itself, or gets in exchange for a signed assertion.
struct ServiceAccountTokens: TokenIssuer {
    let key: ServiceAccountKey
    let exchange: TokenExchange

    private static let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"

    func token() async throws(CredentialError) -> AccessToken {
        let now = exchange.environment.now()
        guard let url = key.exchangeURL else { return try key.selfSigned(at: now) }
        let assertion = try key.assertion(for: url, at: now)
        Redactor.shared.register(assertion)
        return try await exchange.token(
            [("grant_type", Self.grant), ("assertion", assertion)],
            to: url
        ).token
    }
}
