import Glibc

/// Runs `body` on a new thread that takes no signals; returns false when none can be created.
///
/// For blocking work: libcurl's loop, and waiting for a child process. Signals stay with the
/// threads that the program chose for them.
package func startDetachedThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Context {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let context = Unmanaged.passRetained(Context(body))
    var thread = pthread_t()
    let code = pthread_create(
        &thread,
        nil,
        { pointer in
            guard let pointer else { return nil }
            blockSignals()
            Unmanaged<Context>.fromOpaque(pointer).takeRetainedValue().body()
            return nil
        },
        context.toOpaque()
    )
    guard code == 0 else {
        context.release()
        return false
    }
    pthread_detach(thread)
    return true
}

private func blockSignals() {
    var signals = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_SETMASK, &signals, nil)
}
