import TuneQLCalls
import TuneQLText
import TuneQLTransport

/// Reads any bytes as a refusal: two lines for the head, then the body.
func fuzzErrors(_ input: [UInt8]) {
    let lines = input.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
    let head = lines.prefix(2).map { String(decoding: $0, as: UTF8.self) }
    let wait = head.count > 1 ? head[1] : ""
    if let seconds = HTTPDate.seconds(wait) {
        precondition((0..<300_000_000_000).contains(seconds), "a date lies outside of the calendar")
    }
    let response = HTTPResponse(
        status: Int(head.first ?? "").map { 300 + abs($0 % 300) } ?? 400,
        headers: [
            HTTPField(name: "Retry-After", value: wait), HTTPField(name: "Location", value: wait),
        ],
        body: lines.count > 2 ? Array(lines[2]) : input
    )
    let request = HTTPRequest(method: "POST", url: "https://a.example/v1/b?key=planted-secret")
    let error = CallError(response, to: request, ProviderAdvice(service: "google.aiplatform"))
    guard !String(decoding: input, as: UTF8.self).contains("planted") else { return }
    for text in [error.message, error.help ?? ""] {
        precondition(!text.contains("planted-secret"), "a secret of the URL is shown")
        precondition(
            text.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
            },
            "a message holds a control character"
        )
        precondition(text.utf8.count < 50_000, "a message has no end")
    }
}
