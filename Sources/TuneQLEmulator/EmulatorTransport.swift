public import TuneQLTransport

/// Carries requests to an emulator in the same process.
public struct EmulatorTransport: Transport {
    private let emulator: Emulator
    private let clock: any Clock<Duration>

    /// Makes a transport.
    ///
    /// - Parameters:
    ///   - emulator: The emulator that answers.
    ///   - clock: The clock that the configured latency is waited for on.
    public init(emulator: Emulator, clock: any Clock<Duration> = ContinuousClock()) {
        self.emulator = emulator
        self.clock = clock
    }

    /// False: the emulator admits any number of requests.
    public var usesQuota: Bool { false }

    /// Has the emulator answer, after the configured latency.
    public func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        try await wait()
        switch emulator.reply(to: request) {
        case .whole(let response):
            return response
        case .cut(_, let count):
            throw TransportError(
                .interrupted,
                "the connection ended after \(count) bytes of the body"
            )
        }
    }

    private func wait() async throws(TransportError) {
        do {
            if emulator.configuration.latency > .zero {
                try await clock.sleep(for: emulator.configuration.latency)
            }
            try Task.checkCancellation()
        } catch {
            throw TransportError(.cancelled, "the request was cancelled")
        }
    }
}
