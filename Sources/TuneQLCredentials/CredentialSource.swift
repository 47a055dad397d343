package import TuneQLTransport

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

    /// Puts the fields where the service wants them: into the header, unless the source knows better.
    func authorize(_ request: inout HTTPRequest, with fields: [HTTPField])

    /// The credentials for a request of a service, such as `google.aiplatform`.
    func source(for service: String, _ request: HTTPRequest) -> any CredentialSource

    /// Whose credentials these are, for errors; nil for none, and before they were looked for.
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
