internal import CSQLite

/// Tells SQLite whether to try again when another connection holds a lock that it needs.
///
/// SQLite's own waiting ends after a fixed time, whatever becomes of the statement meanwhile.
final class BusyCheck {
    /// Waits a moment; asked with the number of tries so far, and false gives up.
    var shouldRetry: (Int) -> Bool = { _ in false }

    /// Makes a connection ask; the connection keeps this object alive.
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
