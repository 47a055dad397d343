package import TuneQLTransport

/// Credentials that authorize requests.
package protocol CredentialSource: Sendable {
    /// The fields that authorize a request; empty for services without credentials.
    ///
    /// Concurrent callers share one refresh.
    ///
    /// - Parameter rejected: Fields that a server rejected with 401. A source that can get others
    ///   does, unless another caller has done so already; one that can't returns the same.
    /// - Returns: The fields to add to the request.
    /// - Throws: ``CredentialError``, without a secret in it.
    func authorization(
        replacing rejected: [HTTPField]?
    ) async throws(CredentialError) -> [HTTPField]

    /// Adds the fields to the request: to its header, unless the source adds them elsewhere.
    func authorize(_ request: inout HTTPRequest, with fields: [HTTPField])

    /// The credentials for a request of a service, such as `google.aiplatform`.
    func source(for service: String, _ request: HTTPRequest) -> any CredentialSource

    /// The description of the credentials, for errors; nil for none, and before the search.
    var identity: CredentialDescription? { get }
}

extension CredentialSource {
    package func authorize(_ request: inout HTTPRequest, with fields: [HTTPField]) {
        request.headers += fields
    }

    package func source(for service: String, _ request: HTTPRequest) -> any CredentialSource {
        self
    }

    package var identity: CredentialDescription? { nil }
}
