import TuneQLTransport

/// Lists the stations of each country in two pages; nobody may see those of Atlantis.
struct StationsTransport: Transport {
    private static let refusal =
        #"{"error":{"code":403,"status":"PERMISSION_DENIED","message":"Not for you."}}"#
    private static let pages = [
        #"{"stations":[{"name":"bergen","height":12},{"name":"oslo","height":23}],"nextPageToken":"2"}"#,
        #"{"stations":[{"name":"røros","height":628}]}"#,
    ]

    /// Called with the URL of each request.
    var willAnswer: @Sendable (String) -> Void = { _ in }

    var usesQuota: Bool { false }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        willAnswer(request.url)
        guard request.url.firstRange(of: "atlantis") == nil else {
            return HTTPResponse(status: 403, body: Array(Self.refusal.utf8))
        }
        let isSecond = request.url.firstRange(of: "pageToken=2") != nil
        return HTTPResponse(status: 200, body: Array(Self.pages[isSecond ? 1 : 0].utf8))
    }
}
