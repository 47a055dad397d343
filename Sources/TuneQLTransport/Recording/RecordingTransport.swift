import TuneQLText

/// Writes every exchange to a file, without secrets, from which ``ReplayTransport`` answers later.
///
/// The file has one JSON object a line, and each is written as the exchange ends; `docs/recording.md`
/// describes it. Requests for tokens are not recorded. Statements take their answers in an order that
/// does not depend on time, so that a replay gives the same rows in the same order.
///
/// ```swift
/// let recording = try RecordingTransport(
///     EmulatorTransport(emulator: emulator),
///     file: path
/// )
/// let answer = try await recording.response(to: request)
/// ```
public final class RecordingTransport: Transport {
    private let inner: any Transport
    private let file: RecordingFile
    private let scrubber = Scrubber()
    private let onProblem: @Sendable (String) -> Void

    /// Starts a recording.
    ///
    /// - Parameters:
    ///   - inner: What carries the requests.
    ///   - path: The file; what it held before is lost. Its owner alone can read it.
    ///   - onProblem: Told once when the file cannot be written any more; requests go on.
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

    /// What carries requests for tokens, past the recording.
    public var credentialTransport: any Transport { inner.credentialTransport }

    /// Whether the recorded answers come from a recording themselves.
    public var isReplay: Bool { inner.isReplay }

    /// Whether the requests count at a service.
    public var usesQuota: Bool { inner.usesQuota }

    /// Always true.
    public var keepsOrder: Bool { true }

    /// Sends a request, and records it when it has been answered, has failed or is cancelled.
    public func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let start = ContinuousClock.now
        guard !Task.isCancelled else { return try await inner.response(to: request) }
        // What is cancelled is recorded right then: the program may end before the transfer does.
        let once = Once()
        let outcome = await withTaskCancellationHandler {
            await result(of: request)
        } onCancel: {
            guard once.isFirst() else { return }
            let error = TransportError(.cancelled, "the statement ended before the answer")
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
