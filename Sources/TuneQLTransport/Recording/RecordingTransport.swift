import TuneQLText

/// Records every exchange, without secrets, in a file that ``ReplayTransport`` replays later.
///
/// The file has one JSON object per line, each written as the exchange ends; `docs/recording.md`
/// describes it. Token requests are not recorded. Statements take their responses in an order that
/// does not depend on time, so that a replay gives the same rows in the same order.
///
/// ```swift
/// let recording = try RecordingTransport(
///     EmulatorTransport(emulator: emulator),
///     file: path
/// )
/// let response = try await recording.response(to: request)
/// ```
public final class RecordingTransport: Transport {
    private let inner: any Transport
    private let file: RecordingFile
    private let scrubber = Scrubber()
    private let onProblem: @Sendable (String) -> Void

    /// Starts a recording.
    ///
    /// - Parameters:
    ///   - inner: The transport that sends the requests.
    ///   - path: The file; its earlier content is lost. Only its owner can read it.
    ///   - onProblem: Called once when the file can no longer be written; requests go on.
    /// - Throws: ``RecordingError`` when the file cannot be written.
    public init(
        _ inner: any Transport,
        file path: String,
        onProblem: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(RecordingError) {
        self.inner = inner
        file = try RecordingFile(path)
        self.onProblem = onProblem
    }

    /// The transport for token requests, which bypass the recording.
    public var credentialTransport: any Transport { inner.credentialTransport }

    /// Whether the responses come from a recording themselves.
    public var isReplay: Bool { inner.isReplay }

    /// Whether the requests count against a service's quota.
    public var usesQuota: Bool { inner.usesQuota }

    /// Always true.
    public var keepsOrder: Bool { true }

    /// Sends a request, and records it when it succeeds, fails or is cancelled.
    public func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let start = ContinuousClock.now
        guard !Task.isCancelled else { return try await inner.response(to: request) }
        // A cancelled request is recorded at once: the program may end before the transfer does.
        let once = Once()
        let outcome = await withTaskCancellationHandler {
            await result(of: request)
        } onCancel: {
            guard once.isFirst() else { return }
            let error = TransportError(.cancelled, "the statement ended before the response")
            record(request, .failure(error), start.duration(to: .now))
        }
        if once.isFirst() { record(request, outcome, start.duration(to: .now)) }
        return try outcome.get()
    }

    private func result(of request: HTTPRequest) async -> Result<HTTPResponse, TransportError> {
        do throws(TransportError) {
            return .success(try await inner.response(to: request))
        } catch {
            return .failure(error)
        }
    }

    private func record(
        _ request: HTTPRequest,
        _ outcome: Result<HTTPResponse, TransportError>,
        _ time: Duration
    ) {
        let exchange = RecordedExchange(
            request: request,
            outcome: outcome,
            milliseconds: time.milliseconds
        )
        if let problem = file.append(exchange.scrubbed(by: scrubber).json) { onProblem(problem) }
    }
}
