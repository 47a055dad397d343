import TuneQLTransport

/// Counts the steps of a client's calls and passes them to an observer.
struct CallEvents: Sendable {
    let counters: CallCounters
    let observer: (@Sendable (CallEvent) -> Void)?

    /// Whether there is an observer; without one, the steps that only it needs are not made.
    var areObserved: Bool { observer != nil }

    func report(_ call: CallNumber, _ step: CallEvent.Step) {
        counters.add(step)
        observer?(CallEvent(call: call.number, step: step, trace: call.trace))
    }
}
