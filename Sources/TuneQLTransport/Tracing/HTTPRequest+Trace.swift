extension HTTPRequest {
    /// The request with a span of a trace, which its retries share.
    package func with(_ trace: TraceContext?) -> HTTPRequest {
        var request = self
        request.headers += trace?.fields() ?? []
        return request
    }
}
