import Glibc

/// Reads files for statements.
package enum FileAccess {
    /// The bytes of a file.
    static func bytes(of path: String) throws(ScanError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= maximumSize else {
                throw ScanError(.invalidValue, "\(path) is larger than 1 GB")
            }
            bytes += buffer[..<count]
        }
    }

    /// The text of a file, without a byte order mark.
    package static func text(of path: String) throws(ScanError) -> String {
        var bytes = try bytes(of: path)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ScanError(.invalidValue, "\(path) is not UTF-8 text")
        }
        return text
    }

    /// Creates an empty file that only its owner can access, if there is none.
    ///
    /// SQLite takes it for a new database, and gives its journals the same permissions.
    package static func makePrivate(_ path: String) {
        guard !path.isEmpty, path != ":memory:" else { return }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    /// SQLite's own limit for a text.
    private static let maximumSize = 1_000_000_000

    private static func failure(_ path: String) -> ScanError {
        ScanError(.invalidValue, "\(path) cannot be read: \(String(cString: strerror(errno)))")
    }
}
