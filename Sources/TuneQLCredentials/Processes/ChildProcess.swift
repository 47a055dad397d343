import Glibc
import TuneQLTransport

/// Runs a program without a shell and collects its output.
enum ChildProcess {
    struct Output: Sendable, Hashable {
        /// The exit code, or 128 and the signal that ended it.
        var status: Int32
        var output: [UInt8]
        var error: [UInt8]
        /// Whether it was stopped: it took too long or printed too much, or its task was cancelled.
        var isStopped = false
    }

    /// Runs a program from a thread of its own, to its end or until it must be stopped.
    ///
    /// - Parameters:
    ///   - executable: The program's path, or its name if it is on `PATH`.
    ///   - arguments: Its arguments.
    ///   - environment: Its variables.
    ///   - timeLimit: The time after which it is stopped, with the processes that it started, as it
    ///     is when the task is cancelled.
    /// - Returns: Its output, or the error if it could not be started.
    static func output(
        of executable: String,
        _ arguments: [String],
        environment: [String: String],
        timeLimit: Duration
    ) async -> Result<Output, FileError> {
        let child = RunningChild(timeLimit: timeLimit)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isStarted = startDetachedThread {
                    continuation.resume(
                        returning: run(executable, arguments, environment, child)
                    )
                }
                if !isStarted {
                    continuation.resume(returning: .failure(FileError(message: "no thread left")))
                }
            }
        } onCancel: {
            child.stop()
        }
    }

    private static func run(
        _ executable: String,
        _ arguments: [String],
        _ environment: [String: String],
        _ child: RunningChild
    ) -> Result<Output, FileError> {
        Result { () throws(FileError) in
            let output = try Pipe()
            defer { output.close() }
            let error = try Pipe()
            defer { error.close() }
            let process = try spawn(executable, arguments, environment, output, error)
            child.started(process)
            output.closeWriter()
            error.closeWriter()
            var reader = PipeReader([output.reader, error.reader])
            let isStopped = !reader.readAll(of: child) || !hasEnded(process, child)
            if isStopped { child.stop() }
            child.forget()
            let status = wait(for: process)
            return Output(
                status: status,
                output: reader.texts[0],
                error: reader.texts[1],
                isStopped: isStopped
            )
        }
    }

    private static func spawn(
        _ executable: String,
        _ arguments: [String],
        _ environment: [String: String],
        _ output: Pipe,
        _ error: Pipe
    ) throws(FileError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writer, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, error.writer, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        allowSignals(&attributes)
        var process: pid_t = 0
        let variables = environment.map { "\($0.key)=\($0.value)" }
        let code = withCStrings([executable] + arguments) { arguments in
            withCStrings(variables) { variables in
                posix_spawnp(&process, executable, &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else { throw FileError(message: FileBytes.systemMessage(code)) }
        return process
    }

    /// Unblocks signals in the child, which the spawning thread blocks, and gives it its own group.
    ///
    /// As a group, it can be stopped together with the processes that it started.
    private static func allowSignals(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETPGROUP)
        )
    }

    /// Waits for the end without taking the status; returns false if the limit comes first.
    private static func hasEnded(_ process: pid_t, _ child: RunningChild) -> Bool {
        var information = siginfo_t()
        let options = WEXITED | WNOHANG | WNOWAIT
        while waitid(P_PID, id_t(process), &information, options) == 0,
            information.si_signo != SIGCHLD
        {
            if child.isAtLimit { return false }
            usleep(5_000)
        }
        return !child.isAtLimit
    }

    private static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return -1 }
        }
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }

    private static func withCStrings<Value>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}

/// The two ends of a pipe; a child inherits an end only as its standard output or error.
private final class Pipe {
    let reader: Int32
    private(set) var writer: Int32

    init() throws(FileError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw FileError(message: FileBytes.systemMessage(errno))
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        reader = ends[0]
        writer = ends[1]
    }

    func closeWriter() {
        guard writer >= 0 else { return }
        Glibc.close(writer)
        writer = -1
    }

    func close() {
        closeWriter()
        Glibc.close(reader)
    }
}
