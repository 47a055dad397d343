import Synchronization
import TuneQLJSON
import TuneQLTransport

/// Lets one exchange go wrong, or that one and all after it, and counts what the service did.
final class FaultyTransport: Transport {
    private struct State {
        var fault: Fault?
        var first = 0
        var isLasting = false
        var exchanges = 0
        /// How many exchanges went wrong.
        var faulty = 0
        /// How often the service did what each write asked for, by URL and body.
        var effects: [String: Int] = [:]
    }

    private let inner: any Transport
    private let state = Mutex(State())

    init(_ inner: any Transport) {
        self.inner = inner
    }

    /// Counts anew, and has the exchange of this number, from 1, go wrong.
    func arm(_ fault: Fault?, at number: Int = 0, isLasting: Bool = false) {
        state.withLock { state in
            state = State(fault: fault, first: number, isLasting: isLasting)
        }
    }

    /// How many exchanges went wrong.
    var faulty: Int { state.withLock(\.faulty) }

    /// How many exchanges there were.
    var exchanges: Int { state.withLock(\.exchanges) }

    /// How often the service did what writes asked for whose URL or body holds a text.
    func effects(of text: String) -> Int {
        state.withLock { state in
            state.effects.filter { $0.key.contains(text) }.reduce(0) { $0 + $1.value }
        }
    }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard let fault = next() else { return try await sound(request) }
        let isSound = fault.acts || !fault.concerns(SentRequest(request))
        let response = isSound ? try await sound(request) : HTTPResponse(status: 200)
        let faulty = try fault.answer(in: response, to: SentRequest(request))
        if faulty != response { state.withLock { $0.faulty += 1 } }
        return faulty
    }

    /// Counts an exchange; the answer is what goes wrong with it.
    private func next() -> Fault? {
        state.withLock { state in
            state.exchanges += 1
            let matches =
                state.isLasting
                ? state.exchanges >= state.first : state.exchanges == state.first
            guard matches, let fault = state.fault else { return nil }
            if case .failure = fault.effect { state.faulty += 1 }
            return fault
        }
    }

    private func sound(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let response = try await inner.response(to: request)
        if request.method == "POST", response.status == 200 {
            let key = request.url + String(decoding: request.body ?? [], as: UTF8.self)
            state.withLock { $0.effects[key, default: 0] += 1 }
        }
        return response
    }
}

extension Fault {
    /// Whether it happens to a request of this kind.
    fileprivate func concerns(_ request: SentRequest) -> Bool {
        guard case .page = effect else { return true }
        return request.method == "GET" && request.path.hasSuffix("/tuningJobs")
    }

    /// What comes in place of a sound answer.
    fileprivate func answer(
        in response: HTTPResponse,
        to request: SentRequest
    ) throws(TransportError) -> HTTPResponse {
        var response = response
        switch effect {
        case .failure(let kind):
            throw TransportError(kind, description)
        case .status(let status):
            let body = #"{"error": {"code": \#(status), "message": "\#(description)"}}"#
            return HTTPResponse(status: status, body: Array(body.utf8))
        case .body(let change):
            response.body = change(response.body)
        case .page(let change):
            guard concerns(request) else { break }
            var page = JSONObject()
            if case .object(let sound)? = try? JSONValue(parsing: response.body) { page = sound }
            change(&page, request.query["pageToken"] ?? "again")
            response.body = JSONValue.object(page).bytes
        }
        return response
    }
}
