import Glibc
import TuneQLTransport

/// Reads files for statements.
package enum FileAccess {
    /// The bytes of a file.
    static func bytes(of path: String) throws(ScanError) -> [UInt8] {
        do {
            return try FileBytes.read(path, maximumSize: maximumSize)
        } catch {
            throw ScanError(
                .invalidValue,
                error.isTooLarge
                    ? "\(path) is larger than 1 GB" : "\(path) cannot be read: \(error.message)"
            )
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
}
