import Glibc
import TuneQLText

extension Archive {
    /// The end of a tar archive: two blocks of zeros.
    private static let endSize = 1024
    /// A packed archive that grows more than this is no archive of documents.
    private static let maximumGrowth = 200
    /// Where growth begins to matter, in bytes.
    private static let smallSize = 16 << 20

    /// Refuses an archive that is cut or damaged, which libarchive would unpack in part.
    ///
    /// It is unpacked once without being stored. The tar archive has to end as such, and what was
    /// packed must have the sum and the size that gzip wrote behind it.
    ///
    /// - Throws: ``InstallationError`` for anything else, or an archive that is too large.
    func checkWhole() throws(InstallationError) {
        let file = try ArchiveFile(path)
        let reader = try ArchiveReader(path: path, form: .raw)
        guard try reader.next() != nil else { throw error("it is empty") }
        var sum = CRC32()
        var (count, zeros) = (0, 0)
        let limit = file.isPacked ? max(Self.smallSize, file.size * Self.maximumGrowth) : Int.max
        while let block = try reader.block() {
            sum.add(block.span)
            count += block.count
            guard count <= maximumSize + maximumCount * Self.endSize, count <= limit else {
                throw error("it is too large when it is unpacked")
            }
            let tail = block.reversed().prefix { $0 == 0 }.count
            zeros = tail == block.count ? zeros + tail : tail
        }
        if file.isPacked,
            file.sum != sum.value || file.unpackedSize != UInt32(truncatingIfNeeded: count)
        {
            guard try GzipMembers(path).areWhole(count: count, file.unpackedSize, file.sum) else {
                throw error("it is damaged: it differs from the sum at its end")
            }
        }
        guard zeros >= Self.endSize else {
            throw error("it is no .tar or .tgz archive, or it is cut: its end is missing")
        }
    }
}

/// The first and the last bytes of an archive's file.
private struct ArchiveFile {
    /// The size in bytes.
    let size: Int
    /// Whether gzip packed it.
    let isPacked: Bool
    /// What gzip wrote behind what it packed: the sum and the size of that.
    ///
    /// Of several members it is what is behind the last one.
    let sum: UInt32
    let unpackedSize: UInt32

    init(_ path: String) throws(InstallationError) {
        guard let file = fopen(path, "rb") else {
            throw FileTree.lastError("the archive \(path) cannot be read")
        }
        defer { fclose(file) }
        var start = [UInt8](repeating: 0, count: 2)
        isPacked = fread(&start, 1, 2, file) == 2 && start == [0x1F, 0x8B]
        fseek(file, 0, SEEK_END)
        size = ftell(file)
        var end = [UInt8](repeating: 0, count: 8)
        fseek(file, max(0, size - end.count), SEEK_SET)
        _ = fread(&end, 1, end.count, file)
        func number(at offset: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(end[offset + $1]) << (8 * UInt32($1)) }
        }
        (sum, unpackedSize) = (number(at: 0), number(at: 4))
    }
}
