import Synchronization

/// Reports a statement's wait for quota to the user: after a second, then every five seconds.
package final class WaitReporter: Sendable {
    private let write: @Sendable (String) -> Void
    private let last = Mutex<Duration?>(nil)

    private static let reportDelay = Duration.seconds(1)
    private static let interval = Duration.seconds(5)

    /// Makes a reporter that passes its lines to a function.
    package init(_ write: @escaping @Sendable (String) -> Void) {
        self.write = write
    }

    /// The time of the next line about a wait that began at `start`.
    func due(since start: Duration) -> Duration {
        let due = start + Self.reportDelay + .milliseconds(1)
        return last.withLock { last in last.map { max($0 + Self.interval, due) } ?? due }
    }

    /// Whether a line is due; if so, it counts as reported.
    func takesTurn(since start: Duration, _ now: Duration) -> Bool {
        guard due(since: start) <= now else { return false }
        last.withLock { $0 = now }
        return true
    }

    func report(_ line: String) { write(line) }
}
