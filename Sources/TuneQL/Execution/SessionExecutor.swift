@preconcurrency import Dispatch
import TuneQLScan

/// The serial queue on which a session and its SQLite connection live.
///
/// Stepping a statement blocks its thread while pages are fetched, so it must not run on the
/// threads that Swift's tasks share: as many queries as cores would stop everything.
final class SessionExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "tuneql.session")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}

extension SessionExecutor: WaitingThread {
    /// Blocks the session's thread; only ``LockWait`` blocks it, too.
    func waiting(for signal: Signal) {
        dispatchPrecondition(condition: .onQueue(queue))
        signal.wait()
    }
}
