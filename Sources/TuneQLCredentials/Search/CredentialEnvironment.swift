import TuneQLTransport

/// The environment that credentials depend on: variables, requests and time.
package struct CredentialEnvironment: Sendable {
    let variables: [String: String]
    let transport: any Transport
    let clock: any Clock<Duration>
    let now: @Sendable () -> Int64
    /// The file with the machine's product name.
    let productNameFile: String

    /// The value of a variable that is set and not empty.
    func variable(_ name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Waits for a duration.
    func pause(_ wait: Duration) async throws(CredentialError) {
        do {
            try await clock.sleep(for: wait)
        } catch {
            throw .cancelled
        }
    }
}
