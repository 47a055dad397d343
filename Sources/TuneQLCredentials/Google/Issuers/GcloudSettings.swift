import TuneQLTransport

/// The settings of the gcloud command, read from its files rather than by running it.
struct GcloudSettings {
    let project: String?
    let account: String?

    /// Reads the active configuration; nil if gcloud was never set up.
    init?(_ environment: CredentialEnvironment) {
        guard let folder = environment.gcloudFolder else { return nil }
        let active = Self.text("\(folder)/active_config") ?? "default"
        let name = environment.variable("CLOUDSDK_ACTIVE_CONFIG_NAME") ?? active
        guard !name.contains("/"),
            let text = Self.text("\(folder)/configurations/config_\(name)")
        else { return nil }
        let values = Self.core(text)
        project = environment.variable("CLOUDSDK_CORE_PROJECT") ?? values["project"]
        account = environment.variable("CLOUDSDK_CORE_ACCOUNT") ?? values["account"]
    }

    private static func text(_ path: String) -> String? {
        guard let bytes = try? FileBytes.read(path) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// The pairs of the section `[core]`.
    private static func core(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        var isCore = false
        for line in text.split(separator: "\n") {
            if line.hasPrefix("[") {
                isCore = line.hasPrefix("[core]")
            } else if isCore, let equals = line.firstIndex(of: "=") {
                let name = ReadableText.line(line[..<equals])
                values[name] = ReadableText.line(line[line.index(after: equals)...])
            }
        }
        return values
    }
}
