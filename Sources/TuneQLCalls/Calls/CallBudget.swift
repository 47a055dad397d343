import Synchronization
import TuneQLTransport

/// A statement's limits on calls, pages and time, and what it has used of them.
package final class CallBudget: Sendable {
    private struct State {
        var maximumCalls: Int?
        var maximumPages: Int?
        var calls = 0
        var isCutShort = false
        var timeLeft: (@Sendable () -> Duration)?
        var repeats = 0
        var reporter: WaitReporter?
        var statement: Int?
    }

    private let state = Mutex(State())

    /// The records of the calls.
    package let ledger = CallLedger()

    /// The trace that the statement's requests are part of.
    let trace = StatementTrace()

    /// Makes a budget without limits.
    package init() {}

    /// Sets the limits; nil means none.
    package func limit(calls: Int?, pages: Int?) {
        state.withLock { state in
            state.maximumCalls = calls
            state.maximumPages = pages
        }
    }

    /// The statement's number among those that make calls.
    func statement(_ counters: CallCounters) -> Int {
        state.withLock { state in
            let number = state.statement ?? counters.nextStatement()
            state.statement = number
            return number
        }
    }

    /// Sets the function that reports waits for quota; nil reports none.
    package func report(to progress: (@Sendable (String) -> Void)?) {
        state.withLock { $0.reporter = progress.map(WaitReporter.init) }
    }

    /// Reports waits for quota; nil when they are not reported.
    var reporter: WaitReporter? { state.withLock(\.reporter) }

    /// The maximum number of pages read of each list.
    package var maximumPages: Int? { state.withLock(\.maximumPages) }

    /// The number of calls made; every page counts, retries do not.
    package var calls: Int { state.withLock(\.calls) }

    /// Sets the time that the statement may take from now on.
    package func limit(time limit: Duration, _ clock: some Clock<Duration>) {
        let start = clock.now
        let timeLeft = { @Sendable in limit - start.duration(to: clock.now) }
        state.withLock { $0.timeLeft = timeLeft }
    }

    /// The time that the statement has left; nil without a limit.
    var timeLeft: Duration? { state.withLock(\.timeLeft)?() }

    /// Takes over the reporter and the time limit of another budget.
    package func share(waitsOf other: CallBudget) {
        let (reporter, timeLeft) = other.state.withLock { ($0.reporter, $0.timeLeft) }
        state.withLock { state in
            state.reporter = reporter
            state.timeLeft = timeLeft
        }
    }

    /// Whether a list was cut short because of ``maximumPages``.
    package var isCutShort: Bool { state.withLock(\.isCutShort) }

    /// Records a call that is about to be made.
    ///
    /// - Throws: ``CallError`` of kind `limit` when it would be one too many.
    func spend() throws(CallError) {
        let refusing = state.withLock { state -> Int? in
            if let maximum = state.maximumCalls, state.calls >= maximum { return maximum }
            state.calls += 1
            return nil
        }
        if let refusing { throw .tooManyCalls(refusing) }
    }

    /// Throws when this many further calls would exceed the limit, before any is made.
    package func check(calls count: Int) throws(CallError) {
        let refusing = state.withLock { state in
            state.maximumCalls.flatMap { $0 < state.calls + count ? $0 : nil }
        }
        if let refusing { throw .tooManyCalls(refusing) }
    }

    /// Whether a failed request may be retried; if so, the retry is counted.
    ///
    /// A statement may retry each of its calls once on average, so that a service in trouble does
    /// not get several times as many requests. Requests refused for quota do not count: they wait
    /// for their turn.
    func allowsRepeat() -> Bool {
        state.withLock { state in
            guard state.repeats < max(Self.fewRepeats, state.calls) else { return false }
            state.repeats += 1
            return true
        }
    }

    /// The number of retries that any statement may make.
    private static let fewRepeats = 32

    /// Whether a list may go on after this many pages; a refusal is remembered.
    func allowsPage(after count: Int) -> Bool {
        state.withLock { state in
            guard let maximum = state.maximumPages, count >= maximum else { return true }
            state.isCutShort = true
            return false
        }
    }
}

extension CallError {
    fileprivate static func tooManyCalls(_ maximum: Int) -> CallError {
        let calls = maximum == 1 ? "1 call" : "\(maximum) calls"
        return CallError(
            kind: .limit,
            message: "the statement exceeds its limit of \(calls)",
            help: "EXPLAIN shows the calls of a statement"
        )
    }
}
