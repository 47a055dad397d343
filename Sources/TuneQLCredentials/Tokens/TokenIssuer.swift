/// A source of tokens for one account; ``TokenCredentials`` caches and shares them.
protocol TokenIssuer: Sendable {
    /// A new token.
    func token() async throws(CredentialError) -> AccessToken
}
