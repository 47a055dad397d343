import Glibc

/// A file of the user's that gets another text.
enum RewrittenFile {
    /// Replaces the text of a file at once: it is never seen half written.
    ///
    /// Its mode stays, and so does a link that leads to it.
    static func write(_ text: String, to path: String) throws(CommandError) {
        var status = stat()
        let exists = stat(path, &status) == 0
        guard exists, status.st_mode & S_IFMT == S_IFREG else { return try create(path, text) }
        guard let resolved = realpath(path, nil) else { throw failure(path) }
        defer { free(resolved) }
        let target = String(cString: resolved)
        guard access(target, W_OK) == 0 else { throw failure(path) }
        var name = Array("\(target).XXXXXX".utf8CString)
        let file = mkstemp(&name)
        guard file >= 0 else { throw failure(path) }
        defer {
            close(file)
            unlink(name)
        }
        _ = fchown(file, status.st_uid, status.st_gid)
        guard fchmod(file, status.st_mode & 0o7777) == 0, write(Array(text.utf8), to: file),
            fsync(file) == 0, rename(name, target) == 0
        else { throw failure(path) }
    }

    /// Checks that a file can be written later.
    static func check(_ path: String) throws(CommandError) {
        let directory = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        let place =
            access(path, F_OK) == 0
            ? path : directory.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : directory
        guard access(place, W_OK) == 0 else { throw failure(path) }
    }

    /// Writes a new file, or to a pipe or a device.
    private static func create(_ path: String, _ text: String) throws(CommandError) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        guard write(Array(text.utf8), to: file) else { throw failure(path) }
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func failure(_ path: String) -> CommandError {
        CommandError("\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
}
