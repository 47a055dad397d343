import Glibc

/// Runs a program without a shell and collects what it prints.
enum ChildProcess {
    struct Output: Sendable, Hashable {
        /// The exit code, or 128 and the signal that ended it.
        var status: Int32
        var output: [UInt8]
        var error: [UInt8]
    }

    /// Runs a program to its end; blocks the thread.
    ///
    /// Standard error goes through a second pipe that is read after the first: what gcloud prints
    /// there is far smaller than a pipe's buffer.
    static func run(
        _ executable: String,
        _ arguments: [String],
        environment: [String: String]
    ) -> Result<Output, FileError> {
        Result { () throws(FileError) in
            let output = try Pipe()
            defer { output.close() }
            let error = try Pipe()
            defer { error.close() }
            let process = try spawn(executable, arguments, environment, output, error)
            output.closeWriter()
            error.closeWriter()
            let text = Result { () throws(FileError) in try FileBytes.readAll(output.reader) }
            let errorText = Result { () throws(FileError) in try FileBytes.readAll(error.reader) }
            let status = wait(for: process)
            return Output(status: status, output: try text.get(), error: try errorText.get())
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
                posix_spawn(&process, executable, &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else { throw FileError(message: FileBytes.systemMessage(code)) }
        return process
    }

    /// The thread that spawns blocks all signals; its child must not inherit that.
    private static func allowSignals(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
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

/// The two ends of a pipe, not passed on to children except where an end is put in place.
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
