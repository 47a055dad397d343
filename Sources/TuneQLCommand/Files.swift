import Glibc
import TuneQLHTTP
import TuneQLRendering

/// A message for the user about the command line or a file.
struct CommandError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Whole files, and the streams of the process.
enum Files {
    /// The text of a file.
    static func text(of path: String) throws(CommandError) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandError("\(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        return try text(from: descriptor, name: path)
    }

    /// Throws when there is nothing to read where an option says.
    static func checkReadable(_ path: String, of option: String) throws(CommandError) {
        guard access(path, R_OK) != 0 else { return }
        let reason = String(cString: strerror(errno))
        throw CommandError("\(path), which \(option) names, cannot be read: \(reason)")
    }

    /// All of stdin.
    static func standardInput() throws(CommandError) -> String {
        try text(from: STDIN_FILENO, name: "stdin")
    }

    /// Far more than anybody writes; a device has no end.
    private static let maximumSize = 256 << 20

    private static func text(from descriptor: Int32, name: String) throws(CommandError) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandError("\(name) cannot be read: \(String(cString: strerror(errno)))")
            }
            if count == 0 { break }
            guard bytes.count + count <= maximumSize else {
                throw CommandError("\(name) is larger than 256 MB")
            }
            bytes.append(contentsOf: buffer[..<count])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError("\(name) is not UTF-8 text")
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }
}

/// stdout or stderr.
enum Stream {
    case output, error
}

/// Writes a line: on stderr without secrets, on both with escapes for what could steer a terminal.
func print(_ text: String, to stream: Stream) {
    let shown = stream == .error ? Redactor.shared.redact(text) : text
    var line = Array(TerminalText.harmless(shown).utf8)
    line.append(0x0A)
    _ = try? (stream == .error ? Outlet.error : Outlet(STDOUT_FILENO)).write(line.span)
}

/// The reader of a pipe went away.
struct ClosedPipe: Error {}
