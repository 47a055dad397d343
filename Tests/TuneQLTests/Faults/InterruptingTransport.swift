import Synchronization
import TuneQLTransport

/// Does something in the middle of one exchange.
final class InterruptingTransport: Transport {
    /// When it is done.
    enum Moment: CaseIterable {
        /// Before the service sees the request, which then gets no answer.
        case before
        /// When the service has done its work, whose answer then comes.
        case after
    }

    private struct State {
        var exchanges = 0
        var number = 0
        var moment = Moment.before
        var action: @Sendable () -> Void = {}
    }

    private let inner: any Transport
    private let state = Mutex(State())

    init(_ inner: any Transport) {
        self.inner = inner
    }

    /// Counts anew, and has the action done in the exchange of this number, from 1.
    func arm(at number: Int, _ moment: Moment, _ action: @escaping @Sendable () -> Void) {
        state.withLock { $0 = State(number: number, moment: moment, action: action) }
    }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let interruption = state.withLock { state -> State? in
            state.exchanges += 1
            return state.exchanges == state.number ? state : nil
        }
        guard let interruption else { return try await inner.response(to: request) }
        if interruption.moment == .after {
            let response = try await inner.response(to: request)
            interruption.action()
            return response
        }
        interruption.action()
        // A stream without elements ends when the task is cancelled.
        let (silence, open) = AsyncStream<Void>.makeStream()
        for await _ in silence {}
        open.finish()
        throw TransportError(.cancelled, "the request was cancelled")
    }
}
