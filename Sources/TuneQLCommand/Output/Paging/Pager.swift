import Glibc
import TuneQLScan

/// A running pager, to which a result streams.
final class Pager {
    private let process: pid_t
    /// Our end of a socket: ending it is seen by the pager, even while a thread watches it.
    private let descriptor: Int32
    private let outlet: Outlet
    private let watch: PipeWatch?

    /// Starts a pager that reads what is written; nil when it cannot be started.
    init?(_ command: PagerCommand) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        defer { close(ends[1]) }
        guard let process = Self.start(command, reading: ends[1]) else {
            close(ends[0])
            return nil
        }
        ProgressDisplay.shared.suspend()
        self.process = process
        descriptor = ends[0]
        outlet = Outlet(descriptor)
        watch = PipeWatch(descriptor)
    }

    /// Whether the user has left the pager.
    var hasLeft: Bool { watch?.isClosed ?? false }

    /// From now on, cancels a statement when the user leaves the pager.
    func begin(_ control: StatementControl) { watch?.begin(control) }

    /// Passes a piece of text on.
    ///
    /// - Throws: ``ClosedPipe`` when the user has left.
    func write(_ text: Span<UInt8>) throws { try outlet.write(text) }

    /// Ends the text, and waits until the user leaves.
    func wait() {
        watch?.end()
        shutdown(descriptor, Int32(SHUT_WR))
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        close(descriptor)
        ProgressDisplay.shared.resume()
        // Ctrl-C in the pager is not meant for the next prompt.
        _ = Interruption.pending.drain()
    }

    private static func start(_ command: PagerCommand, reading descriptor: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, descriptor, STDIN_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        restoreSignals(&attributes)
        let texts: [String] = ["/bin/sh", "-c", command.text]
        let arguments: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, environ)
        return code == 0 ? process : nil
    }

    /// Gives the pager the usual signals, of which we block and ignore some.
    private static func restoreSignals(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var usual = sigset_t()
        sigemptyset(&usual)
        for number in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&usual, number) }
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
        )
    }
}
