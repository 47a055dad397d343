import Glibc
import TuneQLCatalog

/// Directories that are made, copied and removed with their contents; links are never followed.
enum FileTree {
    /// Makes a directory and those above it.
    static func makeDirectory(_ path: String) throws(InstallationError) {
        try installing { () throws(CatalogError) in try ReplacedFile.makeDirectory(path) }
    }

    /// Writes a file whole, in place of one of this name.
    static func write(_ text: String, to path: String) throws(InstallationError) {
        try write(Array(text.utf8), to: path)
    }

    /// Writes a file whole, in place of one of this name.
    static func write(_ bytes: [UInt8], to path: String) throws(InstallationError) {
        let file = ReplacedFile(path: path)
        try installing { () throws(CatalogError) in try file.prepare() }
        try create(file.temporaryPath, from: bytes)
        try installing { () throws(CatalogError) in try file.replace() }
    }

    /// Runs a part that writes as catalogs are written; converts its errors.
    private static func installing(
        _ body: () throws(CatalogError) -> Void
    ) throws(InstallationError) {
        do { try body() } catch {
            guard case .unreplaced(let reason) = error else {
                throw InstallationError(error.description)
            }
            throw InstallationError(reason)
        }
    }

    /// Writes a file that does not exist yet.
    static func create(_ path: String, from bytes: [UInt8]) throws(InstallationError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw lastError("\(path) cannot be made") }
        defer { close(descriptor) }
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 || errno == EINTR else { throw lastError("\(path) cannot be written") }
            offset += max(0, count)
        }
    }

    /// Copies the files and directories in a directory into a new one.
    static func copy(_ source: String, to target: String) throws(InstallationError) {
        try makeDirectory(target)
        for name in try names(in: source) {
            let (from, to) = ("\(source)/\(name)", "\(target)/\(name)")
            let kind = kind(of: from)
            if kind == S_IFDIR {
                try copy(from, to: to)
            } else if kind == S_IFREG {
                try create(to, from: try contents(of: from))
            }
        }
    }

    private static func contents(of path: String) throws(InstallationError) -> [UInt8] {
        do { return try Directory.contents(of: path) } catch {
            throw InstallationError("\(error)")
        }
    }

    /// Removes a file, or a directory with its contents, if it exists.
    static func remove(_ path: String) throws(InstallationError) {
        guard let kind = kind(of: path) else { return }
        if kind == S_IFDIR {
            for name in try names(in: path) { try remove("\(path)/\(name)") }
        }
        guard (kind == S_IFDIR ? rmdir(path) : unlink(path)) == 0 else {
            throw lastError("\(path) cannot be removed")
        }
    }

    /// The size of a file in bytes; nil when there is none.
    static func size(of path: String) -> Int64? {
        var status = stat()
        return lstat(path, &status) == 0 ? Int64(status.st_size) : nil
    }

    static func exists(_ path: String) -> Bool { kind(of: path) != nil }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a directory, hidden ones included, sorted.
    static func names(in path: String) throws(InstallationError) -> [String] {
        guard let names = DirectoryNames.all(in: path) else {
            throw lastError("\(path) cannot be read")
        }
        return names
    }

    /// The type of what is at a path; nil when there is nothing.
    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    static func lastError(_ what: String) -> InstallationError {
        InstallationError("\(what): \(String(cString: strerror(errno)))")
    }
}
