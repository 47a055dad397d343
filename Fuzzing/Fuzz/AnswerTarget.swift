import TuneQLHTTP

/// Reads any bytes as the body of a refusal: the message has to be fit for a terminal.
func fuzzAnswer(_ input: [UInt8]) {
    let statuses = [400, 401, 403, 404, 409, 429, 500, 503]
    let status = statuses[Int(input.first ?? 0) % statuses.count]
    let response = HTTPResponse(status: status, body: Array(input.dropFirst()))
    let request = HTTPRequest(method: "POST", url: "https://localhost/v1/things")
    let error = CallError(response, to: request)
    for text in [error.message, error.help ?? ""] {
        precondition(
            text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F ~= $0.value) },
            "a message holds a control character"
        )
    }
}
