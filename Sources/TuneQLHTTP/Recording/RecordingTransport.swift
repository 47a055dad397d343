/// Writes every exchange to a file, without secrets, from which ``ReplayTransport`` answers later.
///
/// The file has one JSON object a line, and each is written as the exchange ends; `docs/recording.md`
/// describes it. Requests for tokens are not recorded, and neither are exchanges that were cancelled.
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

    /// Sends a request, and records it when it has been answered or has failed.
    public func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let elapsed = stopwatch(ContinuousClock())
        do {
            let response = try await inner.response(to: request)
            record(request, .success(response), elapsed())
            return response
        } catch {
            if error.kind != .cancelled { record(request, .failure(error), elapsed()) }
            throw error
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
