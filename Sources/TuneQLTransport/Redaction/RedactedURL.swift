import Synchronization
import TuneQLText

/// URLs as they may appear in messages.
package enum RedactedURL {
    private static let more = Mutex<Set<String>>([])

    /// Hides the values of a parameter, which carries a credential, from now on.
    package static func hide(_ parameter: String) {
        _ = more.withLock { $0.insert(PercentEncoding.encode(parameter)) }
    }

    /// Whether the value of a parameter, named as in the URL, carries a credential.
    static func isSecret(_ name: some StringProtocol) -> Bool {
        let name = String(name)
        return SecretNames.isParameter(name) || more.withLock { $0.contains(name) }
    }

    /// The URL without the values of parameters that carry secrets, and without a user's name.
    package static func text(_ url: String) -> String {
        let url = withoutUser(url)
        guard let mark = url.firstIndex(of: "?") else { return ReadableText.line(url) }
        let items = url[url.index(after: mark)...].split(separator: "&").map { item in
            let name = String(item.prefix { $0 != "=" })
            return isSecret(name) ? "\(name)=…" : String(item)
        }
        return ReadableText.line(url[...mark] + items.joined(separator: "&"))
    }

    /// `https://…@host/path` for `https://name:password@host/path`.
    private static func withoutUser(_ url: String) -> String {
        guard let start = url.firstRange(of: "://")?.upperBound else { return url }
        let authority = url[start...].prefix { !"/?#".contains($0) }
        guard let end = authority.lastIndex(of: "@") else { return url }
        return url[..<start] + "…" + url[end...]
    }
}
