import Glibc

/// The built `tuneql`, run as its users run it.
package enum Program {
    /// The output and exit code of a run.
    package struct Outcome: Sendable, Hashable {
        package var output: String
        package var error: String
        package var exitCode: Int32

        package init(output: String, error: String, exitCode: Int32) {
            self.output = output
            self.error = error
            self.exitCode = exitCode
        }

        /// The text on stderr, and the exit code unless it is 0.
        package var report: String {
            exitCode == 0 ? error : error + "[exit code \(exitCode)]\n"
        }
    }

    /// The path of the program, which is built beside the tests.
    package static let path: String = {
        let directory = executableDirectory()
        return access("\(directory)/tuneql", X_OK) == 0
            ? "\(directory)/tuneql" : "\(ProjectFiles.root)/.build/debug/tuneql"
    }()

    /// The directory of the program.
    package static var directory: String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    /// An environment without credentials, home or other programs, at the emulator time of the
    /// recorded results.
    package static let environment = [
        "HOME": "/nonexistent", "PATH": "/nonexistent", "LC_ALL": "C.UTF-8", "TUNEQL_HISTORY": "",
        "NO_GCE_CHECK": "true", "TUNEQL_EMULATOR_TIME": "2026-06-01T00:00:00Z",
    ].merging(sanitizing) { $1 }

    /// The settings of this process's sanitizers, passed on to its children.
    private static let sanitizing = ["LD_PRELOAD", "TSAN_OPTIONS", "ASAN_OPTIONS"]
        .reduce(into: [String: String]()) { variables, name in
            variables[name] = getenv(name).map { String(cString: $0) }
        }

    /// Runs `tuneql` to its end.
    package static func run(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:],
        directory: String? = nil
    ) throws -> Outcome {
        try run(
            path,
            arguments,
            input: input,
            environment: Self.environment.merging(environment) { $1 },
            directory: directory
        )
    }

    /// Runs any program to its end.
    package static func run(
        _ executable: String,
        _ arguments: [String],
        input: String = "",
        environment: [String: String],
        directory: String?
    ) throws -> Outcome {
        let (input, output, error) = (
            try TemporaryFile(input), try TemporaryFile(), try TemporaryFile()
        )
        let command = [executable] + arguments
        // The C library's function that sets a child's directory is not visible to Swift.
        let moved = directory.map { ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, $0] + command }
        let process = try ChildProcess(
            (moved ?? command)[0],
            Array((moved ?? command).dropFirst()),
            environment: environment,
            streams: [
                STDIN_FILENO: input.descriptor, STDOUT_FILENO: output.descriptor,
                STDERR_FILENO: error.descriptor,
            ]
        )
        let exitCode = process.wait()
        return Outcome(output: output.text, error: error.text, exitCode: exitCode)
    }

    private static func executableDirectory() -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let path = String(
            decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
        return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
}
