/// What authorizes requests.
package protocol CredentialSource: Sendable {
    /// The fields that authorize a request; empty for services without credentials.
    ///
    /// Concurrent callers share one refresh.
    ///
    /// - Parameter rejected: Fields that a server has answered with 401. A source that can get
    ///   others does, unless another caller has done so already; one that can't returns the same.
    /// - Returns: The fields to add to the request.
    /// - Throws: ``CredentialError``, without a secret in it.
    func authorization(
        replacing rejected: [HTTPField]?
    ) async throws(CredentialError) -> [HTTPField]
}
