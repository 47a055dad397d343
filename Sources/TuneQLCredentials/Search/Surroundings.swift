import TuneQLTransport

/// What credentials need from outside: variables, requests and time.
package struct Surroundings: Sendable {
    let environment: [String: String]
    let transport: any Transport
    let clock: any Clock<Duration>
    let now: @Sendable () -> Int64
    /// The file in which the machine's maker names it.
    let productNameFile: String

    package static let googleUniverse = "googleapis.com"

    /// The value of a variable that is set and not empty.
    func variable(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The domain of the cloud that calls go to: Google's own, or a sovereign one of its kind.
    var universe: String { variable("GOOGLE_CLOUD_UNIVERSE_DOMAIN") ?? Self.googleUniverse }

    /// The project that calls are counted against, where the user says so.
    var quotaProject: String? { variable("GOOGLE_CLOUD_QUOTA_PROJECT") }

    /// The folder of gcloud's settings.
    var gcloudFolder: String? {
        variable("CLOUDSDK_CONFIG") ?? variable("HOME").map { "\($0)/.config/gcloud" }
    }

    /// Waits.
    func pause(_ wait: Duration) async throws(CredentialError) {
        do {
            try await clock.sleep(for: wait)
        } catch {
            throw .cancelled
        }
    }
}
