package import TuneQLCredentials
package import TuneQLTransport

/// Stand-ins for credentials, which a replay does not need.
///
/// A refused token is replaced here as well, or a 401 in the middle of a recording would end the
/// statement.
package struct ReplayCredentials: CredentialSource {
    package init() {}

    package func authorization(
        replacing rejected: [HTTPField]?
    ) async throws(CredentialError) -> [HTTPField] {
        let name = rejected == nil ? "first" : "second"
        return [HTTPField(name: "Authorization", value: "Replay \(name)")]
    }
}
