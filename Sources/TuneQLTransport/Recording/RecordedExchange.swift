/// A request and its outcome, which a recording stores without secrets.
struct RecordedExchange: Sendable, Hashable {
    var request: HTTPRequest
    var outcome: Result<HTTPResponse, TransportError>
    /// The duration of the exchange.
    var milliseconds: Int
}

extension RecordedExchange {
    /// The header fields worth recording; others could reveal too much.
    private static let fields: Set<String> = [
        "accept", "content-type", "x-goog-user-project", "if-match", "retry-after", "location",
        "etag", "www-authenticate", "server", "x-goog-request-id", "x-request-id",
    ]

    /// The exchange with placeholders in place of secrets.
    func scrubbed(by scrubber: Scrubber) -> RecordedExchange {
        var exchange = self
        let statement = request.statement
        exchange.request = HTTPRequest(
            method: request.method,
            url: scrubber.url(request.url),
            headers: Self.scrubbed(request.headers, by: scrubber),
            body: request.body.map(scrubber.bytes)
        )
        exchange.request.statement = statement
        exchange.outcome =
            switch outcome {
            case .success(let response):
                .success(
                    HTTPResponse(
                        status: response.status,
                        headers: Self.scrubbed(response.headers, by: scrubber),
                        body: scrubber.bytes(response.body)
                    )
                )
            case .failure(let error):
                .failure(TransportError(error.kind, scrubber.text(error.message)))
            }
        return exchange
    }

    private static func scrubbed(_ headers: [HTTPField], by scrubber: Scrubber) -> [HTTPField] {
        headers.filter { fields.contains($0.name.lowercased()) }.map { field in
            let isURL = field.name.lowercased() == "location"
            let shown = SecretNames.challenge(in: field, mark: Scrubber.placeholder)
            let value = isURL ? scrubber.url(shown) : scrubber.text(shown)
            return HTTPField(name: field.name, value: value)
        }
    }
}
