extension Endpoints {
    /// gcloud's variables that redirect services to other endpoints, with the services' names.
    package static func variables(in environment: [String: String]) -> [(String, String)] {
        let prefix = "CLOUDSDK_API_ENDPOINT_OVERRIDES_"
        return environment.filter { $0.key.hasPrefix(prefix) && !$0.value.isEmpty }.keys
            .sorted().map { ($0, $0.dropFirst(prefix.count).lowercased()) }
    }
}
