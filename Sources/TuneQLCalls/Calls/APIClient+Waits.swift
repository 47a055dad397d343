import TuneQLText
import TuneQLTransport

extension APIClient {
    /// Waits before a request is sent again, and tells of it when that takes long.
    func pause(
        _ wait: Duration,
        _ request: HTTPRequest,
        _ error: CallError
    ) async throws(CallError) {
        let start = limiter.now
        let reporter = knowsLimits ? budget?.reporter : nil
        defer { noteWait(since: start) }
        while true {
            let rest = start + wait - limiter.now
            // A busy machine sleeps past a line that is due, and past the end.
            guard rest > .zero else { return }
            if let reporter, reporter.takesTurn(since: start, limiter.now) {
                reporter.report("again in \(rest.readable): \(error.message)")
            }
            let due = reporter.map { $0.due(since: start) - limiter.now } ?? rest
            do {
                try await clock.sleep(for: min(rest, due))
            } catch {
                throw .cancelled(request)
            }
            if due >= rest { return }
        }
    }

    /// Counts a wait that has just ended.
    func noteWait(since start: Duration) {
        counters.noteWait(limiter.now - start)
        budget?.noteWait(from: start, to: limiter.now)
    }

    /// How long the statement may take yet; nil without a limit, and where nothing waits in earnest.
    var timeLeft: Duration? { knowsLimits ? budget?.timeLeft : nil }
}
