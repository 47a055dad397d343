import TuneQLJSON
import TuneQLYAML

/// The place of a registry, as `--registry` names it.
///
/// It is a directory, a URL, or StackQL's mapping in JSON or YAML with `url`, `localDocRoot` and
/// others: `{"url": "file:///etc/registry", "verifyConfig": {"nopVerify": true}}`.
package enum RegistryLocation: Sendable, Hashable {
    /// A directory with provider documents.
    case directory(String)
    /// The URL of published archives, and the directory for what is taken from there; nil for the
    /// usual one.
    case archives(url: String, directory: String?)

    private static let fileScheme = "file://"

    /// Reads the value of the option.
    ///
    /// - Throws: ``RegistryError`` for a mapping without a place, or a URL of another scheme.
    package init(_ text: String) throws(RegistryError) {
        guard text.first(where: { !$0.isWhitespace }) == "{" || text.contains("url:") else {
            self = try Self.location(url: text, directory: nil)
            return
        }
        let tree: JSONValue
        do {
            tree = try JSONValue(yaml: Array(text.utf8))
        } catch {
            throw RegistryError("--registry is neither JSON nor YAML: \(error)")
        }
        try Self.checkVerification(tree["verifyConfig"])
        let directory = tree["localDocRoot"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        guard let url = tree["url"]?.string, !url.isEmpty else {
            guard let directory else {
                throw RegistryError("--registry has neither 'url' nor 'localDocRoot'")
            }
            self = .directory(directory)
            return
        }
        self = try Self.location(url: url, directory: directory)
    }

    /// Refuses a mapping that asks for what is not done: StackQL's signatures are not verified.
    private static func checkVerification(_ config: JSONValue?) throws(RegistryError) {
        guard let isOff = config?["nopVerify"] else { return }
        guard isOff != .bool(true) else { return }
        throw RegistryError(
            "--registry asks for verified signatures (verifyConfig.nopVerify is not true), which "
                + "TuneQL does not verify; check archives by digest: tuneql registry pull --sha256"
        )
    }

    private static func location(
        url: String,
        directory: String?
    ) throws(RegistryError) -> RegistryLocation {
        if url.hasPrefix(fileScheme) {
            return .directory(directory ?? String(url.dropFirst(fileScheme.count)))
        }
        if url.hasPrefix("https://") || url.hasPrefix("http://") {
            return .archives(url: url, directory: directory)
        }
        guard !url.contains("://") else {
            throw RegistryError("the registry '\(url)' is neither a directory nor a https URL")
        }
        return .directory(directory ?? url)
    }
}
