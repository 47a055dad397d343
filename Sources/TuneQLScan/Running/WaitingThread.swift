/// The thread that SQLite runs on, which a scan may block until a page has arrived.
///
/// A session's queue is one; a thread of a program that loads TuneQL into its SQLite is another.
/// It must not be one of the threads that Swift's tasks share: the pages come from tasks.
package protocol WaitingThread: AnyObject, Sendable {
    /// Blocks the thread until the signal is given.
    func waiting(for signal: Signal)
}

/// The calling thread, for SQLite connections that do not belong to a session.
package final class CallingThread: WaitingThread {
    /// Makes one; it may be shared by all connections of a program.
    package init() {}

    package func waiting(for signal: Signal) {
        signal.wait()
    }
}
