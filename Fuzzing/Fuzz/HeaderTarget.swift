import TuneQLCalls
import TuneQLText
import TuneQLTransport

/// Reads any lines as fields of a head, and their values as all that values can mean.
func fuzzHeaders(_ input: [UInt8]) {
    var fields: [HTTPField] = []
    for line in input.split(separator: 0x0A) {
        guard let field = line.withUnsafeBytes({ HTTPField(line: $0) }) else { continue }
        precondition(!field.name.isEmpty, "a field has no name")
        let edges = [field.value.utf8.first, field.value.utf8.last].compactMap(\.self)
        precondition(edges.allSatisfy { $0 > 0x20 }, "a value has blanks around it")
        fields.append(field)
        readValue(field.value)
    }
    let response = HTTPResponse(status: 503, headers: fields, body: input)
    if let wait = response.retryAfter(now: 1_700_000_000) {
        precondition(wait >= .zero && wait < .seconds(400_000_000_000), "a wait has no measure")
        _ = wait.readable
    }
    let request = HTTPRequest(method: "GET", url: "https://a.example/v1/b")
    precondition(CallError(response, to: request).message.utf8.count < 50_000)
}

private func readValue(_ value: String) {
    if let trace = TraceContext(traceparent: value, state: value) {
        precondition(trace.traceID.utf8.count == 32, "an id of a trace has another length")
    }
    if let seconds = HTTPDate.seconds(value) {
        precondition((0..<300_000_000_000).contains(seconds), "a date is outside of the calendar")
    }
    for text in [value, "https://\(value)", "http://127.0.0.1\(value)"] {
        try? Endpoints(overrides: ["a.b": text]).validate()
    }
}
