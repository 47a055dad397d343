import Glibc

/// Reads the members of an archive, one after the other.
final class ArchiveReader {
    /// A file or directory in an archive.
    struct Member {
        enum Kind { case file, directory, other }

        var name: String
        var kind: Kind
    }

    private let path: String
    private let library: ArchiveLibrary
    private let handle: ArchiveLibrary.Handle

    private static let blockSize = 1 << 16
    /// libarchive's codes: success, success with a remark, and the end of the archive.
    private static let (ok, remark, end): (Int32, Int32, Int32) = (0, -20, 1)

    /// What an archive is read as.
    enum Form {
        /// Files and directories.
        case tar
        /// One member, which is what gzip packed, or the file itself.
        case raw
    }

    init(path: String, form: Form) throws(InstallationError) {
        self.path = path
        library = try ArchiveLibrary.usual.get()
        guard let handle = library.make() else {
            throw InstallationError("libarchive has no memory for \(path)")
        }
        self.handle = handle
        _ = library.supportGzip(handle)
        _ = form == .tar ? library.supportTar(handle) : library.supportRaw(handle)
        guard library.open(handle, path, Self.blockSize) == Self.ok else { throw lastError }
    }

    deinit { _ = library.free(handle) }

    /// The next member; nil at the end.
    func next() throws(InstallationError) -> Member? {
        var entry: ArchiveLibrary.Handle?
        let code = library.nextHeader(handle, &entry)
        guard code != Self.end else { return nil }
        guard code == Self.ok || code == Self.remark, let entry else { throw lastError }
        guard let name = library.path(entry) else {
            throw InstallationError("the archive \(path) has a member without a readable name")
        }
        return Member(name: String(cString: name), kind: kind(of: entry))
    }

    private func kind(of entry: ArchiveLibrary.Handle) -> Member.Kind {
        guard library.hardLink(entry) == nil else { return .other }
        return switch library.fileType(entry) & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .directory
        default: .other
        }
    }

    /// The bytes of the member that ``next()`` returned last.
    func contents(maximumSize: Int) throws(InstallationError) -> [UInt8] {
        var contents: [UInt8] = []
        while let block = try block() {
            contents += block
            guard contents.count <= maximumSize else {
                throw InstallationError("the archive \(path) is too large when it is unpacked")
            }
        }
        return contents
    }

    /// The next bytes of the member; nil at its end.
    func block() throws(InstallationError) -> [UInt8]? {
        var block = [UInt8](repeating: 0, count: Self.blockSize)
        let count = block.withUnsafeMutableBytes {
            library.data(handle, $0.baseAddress, $0.count)
        }
        guard count >= 0 else { throw lastError }
        guard count > 0 else { return nil }
        block.removeLast(block.count - count)
        return block
    }

    private var lastError: InstallationError {
        let reason = library.error(handle).map { String(cString: $0) } ?? "it is damaged"
        return InstallationError("the archive \(path) cannot be read: \(reason)")
    }
}
