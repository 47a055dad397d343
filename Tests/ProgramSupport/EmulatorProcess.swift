import Glibc

/// `tuneql emulator` on a free loopback port, ended when the last reference is released.
package final class EmulatorProcess {
    /// The emulator's origin: `http://127.0.0.1:PORT`.
    package let origin: String
    private let process: ChildProcess
    private var hasEnded = false

    /// Starts the emulator and waits until it listens.
    package init(_ arguments: [String] = []) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0, let stream = fdopen(ends[0], "r") else {
            throw ProgramError("there is no pipe")
        }
        defer { fclose(stream) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        do {
            defer { close(ends[1]) }
            process = try ChildProcess(
                Program.path,
                ["emulator", "--port", "0"] + arguments,
                environment: Program.environment,
                streams: [STDOUT_FILENO: ends[1]]
            )
        }
        let words = Self.line(of: stream).split(separator: " ")
        origin = words.last.map(String.init) ?? ""
        guard words.dropLast().joined(separator: " ") == "listening on" else {
            _ = end()
            throw ProgramError("the emulator does not say where it listens")
        }
    }

    deinit {
        if !hasEnded { _ = end() }
    }

    /// Ends the emulator with SIGTERM; returns its exit code.
    package func end() -> Int32 {
        hasEnded = true
        process.send(SIGTERM)
        return process.wait()
    }

    private static func line(of stream: UnsafeMutablePointer<FILE>) -> String {
        var bytes: [UInt8] = []
        while case let byte = getc(stream), byte != EOF, byte != 0x0A {
            bytes.append(UInt8(truncatingIfNeeded: byte))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
