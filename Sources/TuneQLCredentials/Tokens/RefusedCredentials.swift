import TuneQLTransport

/// Credentials that must not be sent.
struct RefusedCredentials: CredentialSource {
    let error: CredentialError

    func authorization(
        replacing rejected: [HTTPField]?
    ) async throws(CredentialError) -> [HTTPField] {
        throw error
    }
}
