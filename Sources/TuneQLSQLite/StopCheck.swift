internal import CSQLite

/// Decides, between SQLite's operations, whether the running statement has to stop.
///
/// `sqlite3_interrupt` would end all unfinished statements of the connection, including those that
/// merely wait to be stepped again.
final class StopCheck {
    /// The number of SQLite's virtual-machine operations between two checks: some microseconds.
    private static let operations: Int32 = 1000

    var shouldStop: () -> Bool = { false }

    /// Installs this check on a connection, which has to keep this object alive.
    func install(on handle: OpaquePointer) {
        unsafe sqlite3_progress_handler(
            handle,
            Self.operations,
            { address in
                guard let address = unsafe address else { return 0 }
                let check = unsafe Unmanaged<StopCheck>.fromOpaque(address).takeUnretainedValue()
                return check.shouldStop() ? 1 : 0
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }
}
