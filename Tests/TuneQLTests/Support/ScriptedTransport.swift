import Synchronization
import TuneQLTransport

/// Answers from a list, then refuses.
final class ScriptedTransport: Transport {
    private let bodies: Mutex<[String]>

    init(_ bodies: [String]) {
        self.bodies = Mutex(bodies)
    }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let body = bodies.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        guard let body else { throw TransportError(.tls, "the script has ended") }
        return HTTPResponse(status: 200, body: Array(body.utf8))
    }
}

/// Passes some requests on and never answers the others, until their task is cancelled.
final class StallingTransport: Transport {
    private let inner: any Transport
    private let stalls: @Sendable (SentRequest) -> Bool
    private let whenStalled: AsyncStream<Void>.Continuation
    /// An element for each request that was left without an answer.
    let stalled: AsyncStream<Void>
    private let cancelledCount = Mutex(0)

    init(_ inner: any Transport, when stalls: @escaping @Sendable (SentRequest) -> Bool) {
        self.inner = inner
        self.stalls = stalls
        (stalled, whenStalled) = AsyncStream.makeStream()
    }

    var cancelled: Int { cancelledCount.withLock { $0 } }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard stalls(SentRequest(request)) else { return try await inner.response(to: request) }
        whenStalled.yield()
        let (never, keepOpen) = AsyncStream<Void>.makeStream()
        for await _ in never {}
        keepOpen.finish()
        cancelledCount.withLock { $0 += 1 }
        throw TransportError(.cancelled, "the request was cancelled")
    }
}

/// Answers the first requests only when so many of them have come: they have to be on their way
/// at the same time.
final class MeetingTransport: Transport {
    private let inner: any Transport
    private let count: Int
    private let isInvited: @Sendable (SentRequest) -> Bool
    private let waiting = Mutex<(arrived: Int, all: [CheckedContinuation<Void, Never>])>((0, []))

    /// - Parameters:
    ///   - inner: What answers.
    ///   - count: How many requests have to come.
    ///   - isInvited: Which requests count and wait; the others pass.
    init(
        _ inner: any Transport,
        count: Int,
        of isInvited: @escaping @Sendable (SentRequest) -> Bool = { _ in true }
    ) {
        self.inner = inner
        self.count = count
        self.isInvited = isInvited
    }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        guard isInvited(SentRequest(request)) else { return try await inner.response(to: request) }
        await withCheckedContinuation { continuation in
            let free = waiting.withLock { waiting in
                waiting.arrived += 1
                waiting.all.append(continuation)
                guard waiting.arrived >= count else { return [CheckedContinuation<Void, Never>]() }
                defer { waiting.all = [] }
                return waiting.all
            }
            for continuation in free { continuation.resume() }
        }
        return try await inner.response(to: request)
    }
}
