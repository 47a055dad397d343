import Glibc
import Synchronization

/// Passes signals from their handler, which may do next to nothing, to a thread.
enum SignalPipe {
    private static let writingEnd = Atomic<Int32>(-1)

    /// From now on, runs `body` on its own thread with each SIGINT, SIGTERM and SIGHUP's number.
    ///
    /// Under `nohup`, SIGHUP stays ignored.
    static func listen(_ body: @escaping @Sendable (Int32) -> Void) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let readingEnd = ends[0]
        writingEnd.store(ends[1], ordering: .releasing)
        for number in [SIGINT, SIGTERM] { handle(number) }
        if !isIgnored(SIGHUP) { handle(SIGHUP) }
        startThread {
            while let number = nextByte(readingEnd) { body(Int32(number)) }
        }
    }

    private static func handle(_ number: Int32) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { SignalPipe.wake($0) }
        sigaction(number, &action, nil)
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == ignored
    }

    private static func wake(_ number: Int32) {
        let error = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = Glibc.write(writingEnd.load(ordering: .acquiring), &byte, 1)
        errno = error
    }

    /// Waits for a byte; nil at the end of the pipe.
    private static func nextByte(_ descriptor: Int32) -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = read(descriptor, &byte, 1)
            if count == 1 { return byte }
            if count == 0 || errno != EINTR { return nil }
        }
    }

    /// Starts a detached thread.
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
