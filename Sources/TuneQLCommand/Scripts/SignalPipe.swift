import Glibc
import Synchronization

/// The way from a signal handler, which may do next to nothing, to a thread that may do anything.
enum SignalPipe {
    private static let writingEnd = Atomic<Int32>(-1)

    /// Runs `body` on a thread of its own for every SIGINT and SIGTERM from now on.
    static func listen(_ body: @escaping @Sendable () -> Void) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let readingEnd = ends[0]
        writingEnd.store(ends[1], ordering: .releasing)
        for number in [SIGINT, SIGTERM] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in SignalPipe.wake() }
            sigaction(number, &action, nil)
        }
        startThread {
            while waitForByte(readingEnd) { body() }
        }
    }

    private static func wake() {
        let error = errno
        var byte: UInt8 = 1
        _ = Glibc.write(writingEnd.load(ordering: .acquiring), &byte, 1)
        errno = error
    }

    /// Waits for a byte; false when none can come any more.
    private static func waitForByte(_ descriptor: Int32) -> Bool {
        var byte: UInt8 = 0
        while true {
            let count = read(descriptor, &byte, 1)
            if count == 1 { return true }
            if count == 0 || errno != EINTR { return false }
        }
    }

    /// Starts a thread that nobody waits for.
    private static func startThread(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let box = Unmanaged.passRetained(ThreadBody(body))
        let code = pthread_create(
            &thread,
            nil,
            { address in
                guard let address else { return nil }
                Unmanaged<ThreadBody>.fromOpaque(address).takeRetainedValue().run()
                return nil
            },
            box.toOpaque()
        )
        if code == 0 { pthread_detach(thread) } else { box.release() }
    }

    private final class ThreadBody: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }
}
