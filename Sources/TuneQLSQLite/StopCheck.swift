internal import CSQLite

/// Tells SQLite between its operations whether the statement that it runs has to end.
///
/// `sqlite3_interrupt` would end all statements of the connection that are not at their end, also
/// those that merely wait to be stepped again.
final class StopCheck {
    /// How many operations of SQLite's machine lie between two questions: some microseconds.
    private static let operations: Int32 = 1000

    var shouldStop: () -> Bool = { false }

    /// Makes a connection ask; the connection keeps this object alive.
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
