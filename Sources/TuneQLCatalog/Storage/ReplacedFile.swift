import Glibc

/// A file that is written aside under a temporary name, and takes its place when it is whole.
final class ReplacedFile: Sendable {
    let path: String
    let temporaryPath: String

    init(path: String) {
        self.path = path
        // Several may be written at once, also by one process.
        let number = UInt32.random(in: 0...UInt32.max)
        temporaryPath = "\(path).\(getpid())-\(number).new"
    }

    /// A file that did not take its place is of no use.
    deinit { unlink(temporaryPath) }

    /// Makes the directories of the file.
    func prepare() throws(CatalogError) {
        var directory = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            directory += directory.isEmpty && part.isEmpty ? "/" : "\(part)/"
            guard mkdir(directory, 0o777) != 0, errno != EEXIST, errno != EISDIR else { continue }
            throw .unreplaced("the directory \(directory) cannot be made: \(reason)")
        }
    }

    /// Moves the file to its place, after its bytes have reached the disk.
    func replace() throws(CatalogError) {
        let file = open(temporaryPath, O_RDONLY | O_CLOEXEC)
        guard file >= 0, fsync(file) == 0 else {
            throw .unreplaced("\(temporaryPath) is not on the disk: \(reason)")
        }
        close(file)
        guard rename(temporaryPath, path) == 0 else {
            throw .unreplaced("\(path) cannot be replaced: \(reason)")
        }
    }

    private var reason: String { String(cString: strerror(errno)) }
}
