import Glibc
import TuneQLSyntax

/// Whole files, and stdin.
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

    /// Checks that the file that an option names can be read.
    static func checkReadable(_ path: String, of option: String) throws(CommandError) {
        guard access(path, R_OK) != 0 else { return }
        let reason = String(cString: strerror(errno))
        throw CommandError("\(path), which \(option) names, cannot be read: \(reason)")
    }

    /// Whether a path names something readable that is not a directory.
    static func isReadable(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return false }
        return access(path, R_OK) == 0
    }

    /// Whether a file's name is that of a script.
    static func isNamedAsScript(_ path: String) -> Bool {
        [".iql", ".sql"].contains { path.lowercased().hasSuffix($0) }
    }

    /// Whether a file holds statements, judging by its name or its beginning.
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

    /// Far larger than any script; a device has no end.
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
