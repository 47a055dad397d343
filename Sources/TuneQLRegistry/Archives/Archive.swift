import Glibc
import TuneQLText
import TuneQLYAML

/// A `.tgz` archive of provider documents.
package struct Archive: Sendable, Hashable {
    package var path: String
    /// The bytes and members that are unpacked at most.
    var maximumSize = 1 << 30
    var maximumCount = 100_000
    /// No document is larger.
    private static let maximumFileSize = YAMLLimits().bytes

    package init(path: String) {
        self.path = path
    }

    /// Unpacks the files into an empty directory, outside of which nothing is ever written.
    ///
    /// - Throws: ``InstallationError`` for an archive that is damaged or too large, or has a member
    ///   whose path leads elsewhere, a link, or a device.
    func unpack(into directory: String) throws(InstallationError) {
        try checkWhole()
        let reader = try ArchiveReader(path: path, form: .tar)
        var size = 0
        var count = 0
        while let member = try reader.next() {
            count += 1
            guard count <= maximumCount else { throw error("it has too many members") }
            guard let relative = ArchivePath.relative(member.name) else {
                throw error("'\(member.name)' leads out of the directory")
            }
            let target = relative.isEmpty ? directory : "\(directory)/\(relative)"
            switch member.kind {
            case .directory: try FileTree.makeDirectory(target)
            case .file:
                try FileTree.makeDirectory(Self.parent(of: target))
                let bytes = try reader.contents(
                    maximumSize: min(Self.maximumFileSize, maximumSize - size)
                )
                size += bytes.count
                try FileTree.create(target, from: bytes)
            case .other: throw error("'\(member.name)' is neither a file nor a directory")
            }
        }
        guard count > 0 else { throw error("it is empty") }
    }

    /// Compares the SHA-256 of the archive with the one that it must have.
    ///
    /// - Throws: ``InstallationError`` when they differ, or the archive cannot be read.
    func check(_ digest: String) throws(InstallationError) {
        guard let file = fopen(path, "rb") else { throw FileTree.lastError(path) }
        defer { fclose(file) }
        var hash = SHA256()
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&block, 1, block.count, file)
            hash.add(Array(block[..<count]))
            if count < block.count { break }
        }
        let found = Hexadecimal.encoded(hash.digest())
        guard found == digest.lowercased() else {
            throw error("its SHA-256 is \(found), not \(digest)")
        }
    }

    private static func parent(of path: String) -> String {
        String(path[..<(path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)])
    }

    func error(_ reason: String) -> InstallationError {
        InstallationError("the archive \(path) cannot be used: \(reason)")
    }
}
