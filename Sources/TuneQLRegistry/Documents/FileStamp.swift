import Glibc

/// The attributes of a file that change when its contents do.
package struct FileStamp: Sendable, Hashable {
    package var size: Int64
    /// The time of the last change, in nanoseconds.
    package var modified: Int64
    package var inode: Int64

    package init(size: Int64, modified: Int64, inode: Int64) {
        self.size = size
        self.modified = modified
        self.inode = inode
    }

    /// The stamp of a regular file; nil when there is none.
    package init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        size = Int64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        inode = Int64(bitPattern: UInt64(status.st_ino))
    }
}
