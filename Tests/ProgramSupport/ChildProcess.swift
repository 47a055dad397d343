import Glibc

/// A child process that has not been waited for.
struct ChildProcess {
    let id: pid_t

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - executable: Its path.
    ///   - arguments: Its arguments, without its name.
    ///   - environment: Its complete environment.
    ///   - streams: Its descriptors, each with this process's descriptor to use for it.
    /// - Throws: ``ProgramError`` when there is no such program.
    init(
        _ executable: String,
        _ arguments: [String],
        environment: [String: String],
        streams: [Int32: Int32]
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (own, ours) in streams { posix_spawn_file_actions_adddup2(&actions, ours, own) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        Self.allowSignals(&attributes)
        var id: pid_t = 0
        let variables = environment.map { "\($0.key)=\($0.value)" }
        let code = Self.withCStrings([executable] + arguments) { arguments in
            Self.withCStrings(variables) { variables in
                posix_spawn(&id, executable, &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else {
            throw ProgramError(
                "\(executable) cannot be started: \(String(cString: strerror(code)))"
            )
        }
        self.id = id
    }

    /// Waits for its end.
    ///
    /// - Returns: Its exit code, or 128 and the number of the signal that ended it.
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }

    func send(_ signal: Int32) {
        kill(id, signal)
    }

    /// Threads that run tests may block signals; a child must not inherit that.
    private static func allowSignals(_ attributes: inout posix_spawnattr_t) {
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
        )
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

/// A failure to run a program or read a file in a test.
package struct ProgramError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
