import TuneQLCatalog
import TuneQLText

extension DocumentStamp {
    /// The stamp of a document whose bytes were read after its attributes.
    init(
        _ path: String,
        _ file: FileStamp?,
        bytes: [UInt8],
        provider: String,
        service: String?
    ) {
        self.init(
            provider: provider,
            service: service,
            path: path,
            digest: SHA256.hexDigest(of: bytes),
            size: Int64(bytes.count),
            modified: file?.modified ?? 0,
            inode: file?.inode ?? 0
        )
    }

    /// The stamp with the attributes that the file has now.
    func refreshed(in source: String) -> DocumentStamp {
        guard let file = FileStamp(of: "\(source)/\(path)") else { return self }
        var stamp = self
        stamp.modified = file.modified
        stamp.inode = file.inode
        return stamp
    }
}
