import Synchronization

/// Answers requests from a recording: no network, no credentials.
///
/// A request is found by its method, its URL and its body. One that was made several times gets its
/// answers in their order. What was not recorded fails with an error of kind `notRecorded`.
public final class ReplayTransport: Transport {
    private struct State {
        /// The answers to each request that are left.
        var answers: [RequestKey: ArraySlice<Result<HTTPResponse, TransportError>>] = [:]
        /// Requests whose last answer was 401: a token that cannot be replaced is refused again.
        var refused: [RequestKey: Result<HTTPResponse, TransportError>] = [:]
        var unused = 0

        mutating func next(for key: RequestKey) -> Result<HTTPResponse, TransportError>? {
            guard let outcome = answers[key]?.popFirst() else { return refused[key] }
            unused -= 1
            refused[key] = (try? outcome.get())?.status == 401 ? outcome : nil
            return outcome
        }
    }

    private let path: String
    private let recorded: [HTTPRequest]
    private let state: Mutex<State>

    /// Reads a recording.
    ///
    /// - Parameter path: The file that ``RecordingTransport`` wrote.
    /// - Throws: ``RecordingError`` when it cannot be read, or is something else.
    public init(file path: String) throws(RecordingError) {
        let exchanges = try RecordingFile.exchanges(of: path)
        self.path = path
        recorded = exchanges.map(\.request)
        var state = State()
        for exchange in exchanges {
            state.answers[RequestKey(exchange.request), default: []].append(exchange.outcome)
        }
        state.unused = exchanges.count
        self.state = Mutex(state)
    }

    /// Always true.
    public var isReplay: Bool { true }

    /// Always false: nobody counts requests here.
    public var usesQuota: Bool { false }

    /// How many answers nobody has asked for yet.
    public var unusedCount: Int { state.withLock(\.unused) }

    /// The next recorded answer to a request.
    public func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard !Task.isCancelled else {
            throw TransportError(.cancelled, "the request was cancelled")
        }
        let key = RequestKey(request)
        let outcome = state.withLock { state in
            state.next(for: key)
        }
        guard let outcome else { throw missing(request, key) }
        return try outcome.get()
    }

    private func missing(_ request: HTTPRequest, _ key: RequestKey) -> TransportError {
        let count = recorded.count { RequestKey($0) == key }
        let nearest = NearestRequest.description(of: request, among: recorded)
        let reason =
            count > 0
            ? "\(request.summary) was recorded \(count == 1 ? "once" : "\(count) times"), "
                + "and is made once more"
            : "\(request.summary) is not in the recording; \(nearest)"
        return TransportError(.notRecorded, "\(path): \(reason)")
    }
}
