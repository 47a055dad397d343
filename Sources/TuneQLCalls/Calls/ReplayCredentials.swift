package import TuneQLCredentials
package import TuneQLTransport

/// Stand-ins for credentials: a replay needs none, but a refused token is followed by another one there
/// as well, or an answer 401 in the middle of a recording would end the statement.
package struct ReplayCredentials: CredentialSource {
    package init() {}

    package func authorization(
        replacing rejected: [HTTPField]?
    ) async throws(CredentialError) -> [HTTPField] {
        let name = rejected == nil ? "first" : "second"
        return [HTTPField(name: "Authorization", value: "Replay \(name)")]
    }
}
