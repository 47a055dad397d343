import Glibc

/// A file that is written aside under a temporary name, and takes its place when it is whole.
package final class ReplacedFile: Sendable {
    let path: String
    /// The name under which the file is written.
    package let temporaryPath: String

    /// Names a file; nothing is written.
    package init(path: String) {
        self.path = path
        // Several may be written at once, also by one process.
        let number = UInt32.random(in: 0...UInt32.max)
        temporaryPath = "\(path).\(getpid())-\(number).new"
    }

    /// A file that did not take its place is of no use.
    deinit { unlink(temporaryPath) }

    /// Makes the directories of the file.
    package func prepare() throws(CatalogError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        try Self.makeDirectory(parts.dropLast().joined(separator: "/"))
    }

    /// Makes a directory and those above it.
    package static func makeDirectory(_ path: String) throws(CatalogError) {
        guard !path.isEmpty else { return }
        var directory = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            directory += directory.isEmpty && part.isEmpty ? "/" : "\(part)/"
            guard mkdir(directory, 0o777) != 0, errno != EEXIST, errno != EISDIR else { continue }
            throw .unreplaced("the directory \(directory) cannot be made: \(reason)")
        }
    }

    /// Moves the file to its place, after its bytes have reached the disk.
    package func replace() throws(CatalogError) {
        let file = open(temporaryPath, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw .unreplaced("\(temporaryPath) cannot be opened: \(Self.reason)")
        }
        defer { close(file) }
        guard fsync(file) == 0 else {
            throw .unreplaced("\(temporaryPath) is not on the disk: \(Self.reason)")
        }
        guard rename(temporaryPath, path) == 0 else {
            throw .unreplaced("\(path) cannot be replaced: \(Self.reason)")
        }
    }

    private static var reason: String { String(cString: strerror(errno)) }
}
