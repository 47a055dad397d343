import TuneQLTransport

/// The environment that credentials depend on: variables, requests and time.
package struct CredentialEnvironment: Sendable {
    let variables: [String: String]
    let transport: any Transport
    let clock: any Clock<Duration>
    let now: @Sendable () -> Int64
    /// The file with the machine's product name.
    let productNameFile: String

    package static let googleUniverse = "googleapis.com"

    /// The value of a variable that is set and not empty.
    func variable(_ name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The domain of the cloud that calls go to: Google's own, or a sovereign cloud's.
    var universe: String { variable("GOOGLE_CLOUD_UNIVERSE_DOMAIN") ?? Self.googleUniverse }

    /// The project that calls count against, if the user names one.
    var quotaProject: String? { variable("GOOGLE_CLOUD_QUOTA_PROJECT") }

    /// The folder of gcloud's settings.
    var gcloudFolder: String? {
        variable("CLOUDSDK_CONFIG") ?? variable("HOME").map { "\($0)/.config/gcloud" }
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
