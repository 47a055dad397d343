import Synchronization
import TuneQLText

/// Releases requests at the rate that services admit; all clients of an engine share one.
///
/// While nothing is refused and no limit is set, no request waits.
final class Limiter: Sendable {
    /// The outcome of a request's wait.
    enum Turn: Sendable {
        case pass(QuotaQueue.Pass)
        /// Its quota has been used up for so long that it is not tried again.
        case hopeless
        /// Its service asks clients to pause for this long, which is longer than there is time.
        case tooLate(Duration)
        case cancelled
    }

    private struct State {
        var queue: QuotaQueue
        var waiting: [Int: CheckedContinuation<Turn, Never>] = [:]
        /// Turns that came before their requests waited for them.
        var early: [Int: Turn] = [:]
        var alarm: (time: Duration, task: Task<Void, Never>)?
    }

    private let state: Mutex<State>
    private let clock: any Clock<Duration>
    private let elapsed: @Sendable () -> Duration

    /// Makes a limiter.
    ///
    /// - Parameters:
    ///   - clock: The clock used for waits and timing.
    ///   - limits: The limits that the user sets, by service. They apply to the whole of a service
    ///     at any host, in place of the document's.
    init(clock: any Clock<Duration>, limits: [String: QuotaLimit] = [:]) {
        self.clock = clock
        elapsed = stopwatch(clock)
        state = Mutex(State(queue: QuotaQueue(limits: limits)))
    }

    /// The time since the limiter was made.
    var now: Duration { elapsed() }

    /// Waits until a request may be sent.
    ///
    /// - Parameters:
    ///   - scope: The scope whose quota it uses.
    ///   - known: The limit that the document names.
    ///   - number: The position of a request that was sent before; nil for a new one.
    ///   - reporter: Receives lines while it waits.
    ///   - timeLeft: The longest wait; nil means any.
    /// - Returns: Permission to send it, or the reason not to send it.
    func turn(
        _ scope: QuotaScope,
        known: QuotaLimit?,
        number: Int?,
        reporter: WaitReporter?,
        timeLeft: Duration? = nil
    ) async -> Turn {
        guard !Task.isCancelled else { return .cancelled }
        let place = state.withLock { state in
            let now = elapsed()
            return state.queue.add(
                scope,
                known: known,
                number: number,
                reporter: reporter,
                end: timeLeft.map { now + $0 },
                now
            )
        }
        pump()
        if let turn = take(place) { return turn }
        let turn = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let turn = state.withLock { state -> Turn? in
                    if let turn = state.early.removeValue(forKey: place) { return turn }
                    state.waiting[place] = continuation
                    return nil
                }
                if let turn { continuation.resume(returning: turn) }
            }
        } onCancel: {
            cancel(place)
        }
        _ = take(place)
        return turn
    }

    /// Removes the turn that came before the request waited for it, or that came too late.
    private func take(_ place: Int) -> Turn? {
        state.withLock { $0.early.removeValue(forKey: place) }
    }

    /// Gives a pass back with the request's outcome; returns the wait for the next one.
    @discardableResult
    func end(_ pass: QuotaQueue.Pass, _ outcome: QuotaQueue.Outcome) -> Duration {
        let delay = state.withLock { state in
            let now = elapsed()
            state.queue.end(pass, outcome, now)
            return state.queue.delay(of: pass.scope, now)
        }
        pump()
        return delay
    }

    /// Removes a cancelled request from the queue, and gives back a pass that it does not use.
    private func cancel(_ place: Int) {
        let continuation = state.withLock { state in
            state.queue.remove(place)
            let continuation = state.waiting.removeValue(forKey: place)
            if continuation == nil, state.early[place] == nil { state.early[place] = .cancelled }
            return continuation
        }
        continuation?.resume(returning: .cancelled)
        pump()
    }

    /// Releases requests, reports waits that are due, and sets the alarm for the next time.
    private func pump() {
        let (turns, reports) = state.withLock { state in
            let now = elapsed()
            var turns: [(CheckedContinuation<Turn, Never>, Turn)] = []
            for (number, release) in state.queue.release(now) {
                let turn = Turn(release)
                if let continuation = state.waiting.removeValue(forKey: number) {
                    turns.append((continuation, turn))
                } else {
                    state.early[number] = turn
                }
            }
            let reports = state.queue.reports(now)
            setAlarm(&state, now)
            return (turns, reports)
        }
        for (continuation, turn) in turns { continuation.resume(returning: turn) }
        for (reporter, line) in reports { reporter.report(line) }
    }

    private func setAlarm(_ state: inout State, _ now: Duration) {
        guard let time = state.queue.nextTime(now) else {
            state.alarm?.task.cancel()
            state.alarm = nil
            return
        }
        if let alarm = state.alarm {
            if alarm.time <= time { return }
            alarm.task.cancel()
        }
        let task = Task.detached { [weak self, clock] in
            guard (try? await clock.sleep(for: max(.zero, time - now))) != nil else { return }
            self?.ring(time)
        }
        state.alarm = (time, task)
    }

    private func ring(_ time: Duration) {
        state.withLock { if $0.alarm?.time == time { $0.alarm = nil } }
        pump()
    }
}

extension Limiter.Turn {
    fileprivate init(_ release: QuotaQueue.Release) {
        switch release {
        case .pass(let pass): self = .pass(pass)
        case .hopeless: self = .hopeless
        case .tooLate(let wait): self = .tooLate(wait)
        }
    }
}
