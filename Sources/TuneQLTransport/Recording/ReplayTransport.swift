import Synchronization

/// Answers requests from a recording: no network, no credentials.
///
/// A request is found by its method, URL and body. Repeated requests get their responses in
/// recorded order. A request that was not recorded fails with an error of kind `notRecorded`, and
/// one that was cancelled is cancelled again.
///
/// ```swift
/// let replay = try ReplayTransport(file: path)
/// let again = try await replay.response(to: request)
/// #expect(again.body == response.body)
/// #expect(replay.unusedCount == 0)
/// ```
public final class ReplayTransport: Transport {
    private let path: String
    private let recorded: [HTTPRequest]
    private let responses: Mutex<RecordedResponses>

    /// Reads a recording.
    ///
    /// - Parameter path: The file that ``RecordingTransport`` wrote.
    /// - Throws: ``RecordingError`` when it cannot be read, or is something else.
    public init(file path: String) throws(RecordingError) {
        let exchanges = try RecordingFile.exchanges(of: path)
        self.path = path
        recorded = exchanges.map(\.request)
        responses = Mutex(RecordedResponses(exchanges))
    }

    /// Always true.
    public var isReplay: Bool { true }

    /// Always false: no service counts the requests.
    public var usesQuota: Bool { false }

    /// The number of responses not yet requested.
    public var unusedCount: Int { responses.withLock(\.unusedCount) }

    /// The next recorded response to a request.
    public func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard !Task.isCancelled else {
            throw TransportError(.cancelled, "the request was cancelled")
        }
        let key = RequestKey(request)
        let outcome = responses.withLock { $0.next(for: key, statement: request.statement) }
        guard let outcome else { throw missing(request, key) }
        return try outcome.get()
    }

    private func missing(_ request: HTTPRequest, _ key: RequestKey) -> TransportError {
        let count = responses.withLock { $0.count(of: key) }
        let nearest = NearestRequest.description(of: request, among: recorded)
        let reason =
            count > 0
            ? "\(request.summary) was recorded \(count == 1 ? "once" : "\(count) times"), "
                + "and is made once more"
            : "\(request.summary) is not in the recording; \(nearest)"
        return TransportError(.notRecorded, "\(path): \(reason)")
    }
}
