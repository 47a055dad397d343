import Glibc
import TuneQLRendering
import TuneQLSyntax
import TuneQLText
import TuneQLTransport

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

    /// Whether there is something other than a directory, and it may be read.
    static func isReadable(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return false }
        return access(path, R_OK) == 0
    }

    /// Whether a file's name is one of a file of statements.
    static func isNamedAsScript(_ path: String) -> Bool {
        [".iql", ".sql"].contains { path.lowercased().hasSuffix($0) }
    }

    /// Whether a file holds statements, as far as its name or its beginning tell.
    static func isScript(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0
        else { return false }
        if isNamedAsScript(path) { return true }
        guard let text = try? text(of: path) else { return false }
        var reader = StatementReader(text)
        return (try? reader.next()) != nil
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

/// stderr.
enum Stream {
    case error
}

/// Writes a line on stderr, without secrets and with escapes for what could steer a terminal.
///
/// - Parameters:
///   - text: The line, or several.
///   - stream: stderr: what cannot be told there can be told nowhere.
///   - isMessage: Whether names are cut that are longer than anybody reads.
func print(_ text: String, to stream: Stream, isMessage: Bool = true) {
    let text = Redactor.shared.redact(text)
    _ = try? Outlet.error.write(bytes(ofLine: isMessage ? text.cuttingLongNames : text).span)
}

/// Writes a line on stdout, with escapes for what could steer a terminal.
///
/// - Throws: ``CommandError`` when it cannot be written, ``ClosedPipe`` when nobody reads.
func printOutput(_ text: String) throws {
    try Outlet(STDOUT_FILENO).write(bytes(ofLine: text).span)
}

private func bytes(ofLine text: String) -> [UInt8] {
    Array(TerminalText.harmless(text).utf8) + [0x0A]
}

/// The reader of a pipe went away.
struct ClosedPipe: Error {}
