import Synchronization
import TuneQLTransport

/// Keeps every request that goes through it, and the largest number that were on their way at once.
final class RecordingTransport: Transport {
    private struct State {
        var requests: [HTTPRequest] = []
        var inFlight = 0
        var mostInFlight = 0
    }

    private let inner: any Transport
    private let state = Mutex(State())

    init(_ inner: any Transport) {
        self.inner = inner
    }

    var requests: [SentRequest] { state.withLock { $0.requests.map(SentRequest.init) } }
    var count: Int { state.withLock { $0.requests.count } }
    var mostInFlight: Int { state.withLock { $0.mostInFlight } }

    func forget() {
        state.withLock { $0 = State() }
    }

    var usesQuota: Bool { false }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        state.withLock { state in
            state.requests.append(request)
            state.inFlight += 1
            state.mostInFlight = max(state.mostInFlight, state.inFlight)
        }
        defer { state.withLock { $0.inFlight -= 1 } }
        return try await inner.response(to: request)
    }
}

/// A request, taken apart.
struct SentRequest {
    let method: String
    let path: String
    let query: [String: String]
    let body: String?

    init(_ request: HTTPRequest) {
        method = request.method
        let parts = request.url.split(separator: "?", maxSplits: 1).map(String.init)
        path = parts[0].split(separator: "/").dropFirst(2).joined(separator: "/")
        let pairs = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1).map { Self.decoded(String($0)) }
            return (sides[0], sides.count > 1 ? sides[1] : "")
        }
        query = Dictionary(pairs) { "\($0) and again \($1)" }
        body = request.body.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"),
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
