import Synchronization
import TuneQLTransport

/// Does something, once, while a request is under way.
final class BusyTransport: Transport {
    private let inner: any Transport
    private let work = Mutex<(@Sendable () async -> Void)?>(nil)

    init(_ inner: any Transport) {
        self.inner = inner
    }

    /// Sets what is done during the next request.
    func meanwhile(_ work: @escaping @Sendable () async -> Void) {
        self.work.withLock { $0 = work }
    }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let work = work.withLock { work in
            defer { work = nil }
            return work
        }
        await work?()
        return try await inner.response(to: request)
    }
}
