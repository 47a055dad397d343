import TuneQLTransport

/// Prints the requests and responses of calls if `--verbose` is given.
final class CallMonitor: Sendable {
    let isVerbose: Bool

    init(isVerbose: Bool) {
        self.isVerbose = isVerbose
    }

    func report(_ event: CallEvent) {
        printMessage("# [\(event.call)] \(description(of: event.step))", shorteningNames: false)
    }

    private func description(of step: CallEvent.Step) -> String {
        switch step {
        case .request(let method, let url): "\(method) \(url)"
        case .response(let status, let bytes, let duration):
            "\(status), \(bytes) bytes, \(milliseconds(duration))"
        case .failure(let error, let duration):
            "\(error.message), after \(milliseconds(duration))"
        case .retry(let reason, let wait): "\(reason); retrying in \(milliseconds(wait))"
        case .wait(let quota, let duration):
            "waited \(milliseconds(duration)) for quota of \(quota)"
        }
    }

    private func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
    }
}
