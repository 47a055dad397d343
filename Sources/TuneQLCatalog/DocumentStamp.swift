/// A document that a catalog was compiled from, and the facts that show whether it has changed.
package struct DocumentStamp: Sendable, Hashable {
    package var provider: String
    /// The service that it describes; nil for a provider's own document.
    package var service: String?
    package var path: String
    /// The SHA-256 of its bytes, in hexadecimal digits.
    package var digest: String
    /// Its size in bytes.
    package var size: Int64
    /// The time of its last change, in nanoseconds since 1970.
    package var modified: Int64
    /// The number of its file on its file system; 0 when it is not in a file of its own.
    package var inode: Int64

    package init(
        provider: String,
        service: String? = nil,
        path: String,
        digest: String,
        size: Int64,
        modified: Int64 = 0,
        inode: Int64 = 0
    ) {
        self.provider = provider
        self.service = service
        self.path = path
        self.digest = digest
        self.size = size
        self.modified = modified
        self.inode = inode
    }
}
