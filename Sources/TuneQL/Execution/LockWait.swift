import Glibc
import TuneQLScan

/// Waits for locks that other programs hold on database files, within the statement's time limit.
///
/// Without a time limit it gives up after a few seconds: such a lock may never be released.
final class LockWait {
    /// The control of the statement on behalf of which the current task uses the session.
    ///
    /// Statements of a session take turns while they make calls or have rows to be read, so the
    /// last one that was begun need not be the one that meets a lock.
    @TaskLocal static var control: StatementControl?

    private let progress: (@Sendable (String) -> Void)?
    private let path: String?
    private var started = ContinuousClock.now
    private var hasReported = false

    /// The maximum wait for a lock without a time limit.
    private static let maximumWait = Duration.seconds(5)
    /// The length of a wait after which it is reported.
    private static let reportDelay = Duration.seconds(1)

    /// Makes the waits for a session's database.
    ///
    /// - Parameters:
    ///   - path: The database's file; nil for memory, where files may be attached.
    ///   - progress: Called once for each long wait.
    init(path: String?, progress: (@Sendable (String) -> Void)?) {
        self.path = path
        self.progress = progress
    }

    /// Waits a moment; false to give up on the lock.
    func shouldRetry(_ tries: Int) -> Bool {
        guard let control = Self.control, !control.isCancelled else { return false }
        if tries == 0 { (started, hasReported) = (.now, false) }
        let waited = started.duration(to: .now)
        guard control.hasTimeLimit || waited < Self.maximumWait else { return false }
        if waited > Self.reportDelay, !hasReported {
            hasReported = true
            progress?("waiting: \(LockedDatabase.description(path))")
        }
        // SQLite calls this on the session's own thread, which may block.
        usleep(UInt32(min(1 << min(tries, 5), 20)) * 1_000)
        return true
    }
}
