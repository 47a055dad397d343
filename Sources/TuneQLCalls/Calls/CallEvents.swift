import TuneQLTransport

/// Counts the steps of a client's calls and hands them to an observer.
struct CallEvents: Sendable {
    let counters: CallCounters
    let observer: (@Sendable (CallEvent) -> Void)?

    /// Whether there is an observer; the steps that only it needs are not made without one.
    var areObserved: Bool { observer != nil }

    func report(_ call: CallNumber, _ step: CallEvent.Step) {
        counters.note(step)
        observer?(CallEvent(call: call.number, step: step, trace: call.trace))
    }
}
