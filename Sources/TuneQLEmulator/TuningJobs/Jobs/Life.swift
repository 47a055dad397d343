/// The instants of a job's life, and its outcome unless it is cancelled.
struct Life: Sendable, Hashable {
    enum Outcome: Sendable, Hashable {
        case succeeded, partiallySucceeded, failed, cancelled, expired
    }

    var created: Instant
    /// When the job leaves the queue.
    var dequeued: Instant
    var started: Instant
    var ended: Instant
    var outcome: Outcome
    /// When somebody asked to cancel the job.
    var cancelRequested: Instant?

    /// How long a cancelled job takes to stop.
    static let stopping: Int64 = .seconds(4)
}

/// The state of a job at one instant.
struct Condition: Sendable, Hashable {
    enum State: String, Sendable {
        case queued, pending, running, succeeded, failed, cancelling, cancelled, expired
        case partiallySucceeded = "partially_succeeded"

        /// The state as the service spells it.
        var name: String { "JOB_STATE_" + rawValue.uppercased() }
    }

    var state: State
    var started: Instant?
    var ended: Instant?
    var updated: Instant
    /// When this stops being so; nil when it is final.
    var changes: Instant?

    var isFinal: Bool { changes == nil }
}

extension Life {
    /// The state of the job at an instant.
    func condition(at now: Instant) -> Condition {
        if let cancelRequested, now >= cancelRequested {
            return cancelledCondition(since: cancelRequested, at: now)
        }
        if now < dequeued {
            return Condition(state: .queued, updated: created, changes: dequeued)
        }
        if now < started {
            return Condition(state: .pending, updated: dequeued, changes: started)
        }
        if now < ended {
            return Condition(state: .running, started: started, updated: started, changes: ended)
        }
        let start = outcome == .expired ? nil : started
        return Condition(state: finalState, started: start, ended: ended, updated: ended)
    }

    private func cancelledCondition(since request: Instant, at now: Instant) -> Condition {
        let start = request >= started ? started : nil
        let stop = request + Self.stopping
        guard now >= stop else {
            return Condition(state: .cancelling, started: start, updated: request, changes: stop)
        }
        return Condition(state: .cancelled, started: start, ended: stop, updated: stop)
    }

    private var finalState: Condition.State {
        switch outcome {
        case .succeeded: .succeeded
        case .partiallySucceeded: .partiallySucceeded
        case .failed: .failed
        case .cancelled: .cancelled
        case .expired: .expired
        }
    }
}
