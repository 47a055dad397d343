/// What gets tokens for one account; ``TokenCredentials`` keeps and shares them.
protocol TokenIssuer: Sendable {
    /// A new token.
    func token() async throws(CredentialError) -> AccessToken
}
