import Glibc
import TuneQLSyntax
import TuneQLTransport

/// Whole files, and stdin.
enum Files {
    /// The text of a file.
    static func text(of path: String) throws(CommandError) -> String {
        try text(named: path) { () throws(FileError) in
            try FileBytes.read(path, maximumSize: maximumSize)
        }
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
        try text(named: "stdin") { () throws(FileError) in
            try FileBytes.readAll(STDIN_FILENO, maximumSize: maximumSize)
        }
    }

    /// Far larger than any script; a device has no end.
    private static let maximumSize = 256 << 20

    private static func text(
        named name: String,
        _ read: () throws(FileError) -> [UInt8]
    ) throws(CommandError) -> String {
        let bytes: [UInt8]
        do {
            bytes = try read()
        } catch {
            throw CommandError(
                error.isTooLarge
                    ? "\(name) is larger than 256 MB" : "\(name) cannot be read: \(error.message)"
            )
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError("\(name) is not UTF-8 text")
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }
}
