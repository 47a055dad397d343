import TuneQLTransport

/// Changes answers on their way back.
struct ChangingTransport: Transport {
    private let inner: any Transport
    private let change: @Sendable (HTTPRequest, HTTPResponse) -> HTTPResponse

    init(
        _ inner: any Transport,
        change: @escaping @Sendable (HTTPRequest, HTTPResponse) -> HTTPResponse
    ) {
        self.inner = inner
        self.change = change
    }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        change(request, try await inner.response(to: request))
    }
}
