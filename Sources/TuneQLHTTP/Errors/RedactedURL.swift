/// URLs as they may appear in messages.
enum RedactedURL {
    private static let secrets: Set<Substring> = ["key", "access_token", "oauth_token"]

    /// The URL with the values of parameters that carry secrets left out.
    static func text(_ url: String) -> String {
        guard let mark = url.firstIndex(of: "?") else { return ReadableText.line(url) }
        let items = url[url.index(after: mark)...].split(separator: "&").map { item in
            let name = item.prefix { $0 != "=" }
            return secrets.contains(name) ? "\(name)=…" : String(item)
        }
        return ReadableText.line(url[...mark] + items.joined(separator: "&"))
    }
}
