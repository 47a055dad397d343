extension CredentialEnvironment {
    /// The domain of the hosts of Google's own cloud.
    package static let googleUniverse = "googleapis.com"

    /// The domain of the cloud that calls go to: Google's own, or a sovereign cloud's.
    var universe: String { variable("GOOGLE_CLOUD_UNIVERSE_DOMAIN") ?? Self.googleUniverse }

    /// The project that calls count against, if the user names one.
    var quotaProject: String? { variable("GOOGLE_CLOUD_QUOTA_PROJECT") }

    /// The folder of gcloud's settings.
    var gcloudFolder: String? {
        variable("CLOUDSDK_CONFIG") ?? variable("HOME").map { "\($0)/.config/gcloud" }
    }
}
