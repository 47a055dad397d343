/// The thread that SQLite runs on, which a scan may block until a page has come.
///
/// A session's queue is one; the thread of a program that loads TuneQL into its own SQLite is another.
/// It must not be one of those that Swift's tasks share: the pages come from tasks.
package protocol WaitingThread: AnyObject, Sendable {
    /// Blocks the thread until the signal is given.
    func waiting(for signal: Signal)
}

/// The thread that calls, whichever it is: for SQLite connections that are not a session's.
package final class CallingThread: WaitingThread {
    /// Makes one; it may be shared by all connections of a program.
    package init() {}

    package func waiting(for signal: Signal) {
        signal.wait()
    }
}
