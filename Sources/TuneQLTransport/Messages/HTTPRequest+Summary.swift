extension HTTPRequest {
    /// Whether sending it twice does what sending it once does.
    package var isIdempotent: Bool { method == "GET" || method == "HEAD" }

    /// The method and the URL without secrets, for messages.
    package var summary: String { "\(method) \(RedactedURL.text(url))" }
}
