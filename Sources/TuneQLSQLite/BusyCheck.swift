internal import CSQLite

/// Decides whether SQLite retries when another connection holds a lock that it needs.
///
/// SQLite's own wait ends after a fixed time, even if the statement is cancelled in between.
final class BusyCheck {
    /// Waits a moment before a retry; takes the number of tries so far, returns false to give up.
    var shouldRetry: (Int) -> Bool = { _ in false }

    /// Installs this check on a connection, which has to keep this object alive.
    func install(on handle: OpaquePointer) {
        unsafe _ = sqlite3_busy_handler(
            handle,
            { address, count in
                guard let address = unsafe address else { return 0 }
                let check = unsafe Unmanaged<BusyCheck>.fromOpaque(address).takeUnretainedValue()
                return check.shouldRetry(Int(count)) ? 1 : 0
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }
}
