internal import CSQLite
internal import Synchronization

/// Ends what a connection is doing, from any thread.
///
/// It holds the connection's handle only until the connection closes.
package final class Interrupter: Sendable {
    /// The handle as a number: a `Mutex` guards it, and SQLite allows this one call from any thread.
    private let address: Mutex<UInt>

    init(_ handle: OpaquePointer) {
        address = Mutex(UInt(bitPattern: handle))
    }

    /// Makes the running statements fail with `SQLITE_INTERRUPT` at their next step.
    package func interrupt() {
        address.withLock { address in
            guard let handle = unsafe OpaquePointer(bitPattern: address) else { return }
            unsafe sqlite3_interrupt(handle)
        }
    }

    func retire() {
        address.withLock { $0 = 0 }
    }
}
