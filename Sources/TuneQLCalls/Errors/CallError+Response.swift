package import TuneQLTransport

extension CallError {
    /// The error of a response other than success.
    ///
    /// - Parameters:
    ///   - response: The response.
    ///   - request: The request that the response belongs to.
    ///   - advice: The advice on the provider's refusals.
    package init(
        _ response: HTTPResponse,
        to request: HTTPRequest,
        _ advice: ProviderAdvice = .none
    ) {
        let body = APIErrorBody(response)
        let kind = Kind(response.status, request: request)
        self.init(
            kind: kind,
            message: Self.message(response, body),
            httpStatus: response.status,
            status: body.status,
            reason: body.reason,
            request: request.summary
        )
        let refusal = Refusal(httpStatus: response.status, body: body)
        help = advice.help(refusal) ?? refusal.help
        servedLocation = advice.servedLocation(refusal)
        self.body = String(
            decoding: response.body.prefix(APIErrorBody.maximumSize),
            as: UTF8.self
        )
        guard kind == .unknownOutcome else { return }
        let unknown = CallError.unknownOutcome(message, of: request.summary)
        message = unknown.message
        help = unknown.help
    }

    private static func message(_ response: HTTPResponse, _ body: APIErrorBody) -> String {
        if (300..<400).contains(response.status) {
            let place = response.headers["Location"].map { " to \(RedactedURL.text($0))" } ?? ""
            return "HTTP \(response.status): a redirect\(place), which is not followed"
        }
        let code = body.status ?? "HTTP \(response.status)"
        return body.message.isEmpty
            ? "\(code): the server gave no explanation" : "\(code): \(body.message)"
    }
}

extension CallError.Kind {
    fileprivate init(_ status: Int, request: HTTPRequest) {
        switch status {
        case 401: self = .credentials
        case 429: self = .quota
        // UNAVAILABLE, too, may come from a gateway that has passed the request on.
        case 408, 499, 500, 502, 503, 504: self = request.isIdempotent ? .api : .unknownOutcome
        default: self = .api
        }
    }
}
