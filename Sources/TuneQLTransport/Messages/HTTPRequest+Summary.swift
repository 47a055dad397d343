extension HTTPRequest {
    /// Whether sending it twice has the same effect as sending it once.
    package var isIdempotent: Bool { method == "GET" || method == "HEAD" || onlyReads }

    /// The method and the URL without secrets, for messages.
    package var summary: String { "\(method) \(RedactedURL.text(url))" }

    /// The host and port of the URL; empty when it has none.
    package var host: String {
        guard let separator = url.firstRange(of: "://") else { return "" }
        return String(url[separator.upperBound...].prefix { !"/?#".contains($0) })
    }
}
