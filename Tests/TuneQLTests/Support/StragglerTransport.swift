import Synchronization
import TuneQLTransport

/// Answers some requests only when so many of the others have been answered.
final class StragglerTransport: Transport {
    private let inner: any Transport
    private let count: Int
    private let isLate: @Sendable (SentRequest) -> Bool
    private let state = Mutex<(answered: Int, waiting: [CheckedContinuation<Void, Never>])>((0, []))

    init(
        _ inner: any Transport,
        after count: Int,
        when isLate: @escaping @Sendable (SentRequest) -> Bool
    ) {
        self.inner = inner
        self.count = count
        self.isLate = isLate
    }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard isLate(SentRequest(request)) else {
            let response = try await inner.response(to: request)
            countResponse()
            return response
        }
        await withCheckedContinuation { continuation in
            let isDue = state.withLock { state in
                if state.answered < count { state.waiting.append(continuation) }
                return state.answered >= count
            }
            if isDue { continuation.resume() }
        }
        return try await inner.response(to: request)
    }

    private func countResponse() {
        let free = state.withLock { state in
            state.answered += 1
            guard state.answered >= count else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in free { continuation.resume() }
    }
}
