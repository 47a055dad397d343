import Glibc

/// A file that several processes append to, open and locked.
struct SharedFile: ~Copyable {
    let descriptor: Int32
    let path: String

    /// Opens a file, which is created for the user alone, and waits for its lock; nil when it cannot be.
    ///
    /// Another process may have put a shorter file in its place while this one waited: then that
    /// is the file.
    init?(path: String) {
        while true {
            let opened = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            guard opened >= 0 else { return nil }
            var (mine, named) = (stat(), stat())
            guard flock(opened, LOCK_EX) == 0, fstat(opened, &mine) == 0,
                mine.st_mode & S_IFMT == S_IFREG
            else {
                close(opened)
                return nil
            }
            if stat(path, &named) == 0, named.st_ino == mine.st_ino {
                if mine.st_mode & 0o077 != 0 { fchmod(opened, 0o600) }
                (descriptor, self.path) = (opened, path)
                return
            }
            close(opened)
        }
    }

    deinit { close(descriptor) }

    /// The file's identity and size.
    var version: FileVersion { FileVersion(descriptor) }

    /// The bytes from an offset to the end.
    func bytes(from offset: Int = 0) -> [UInt8] {
        let size = version.size
        guard size > offset else { return [] }
        return [UInt8](unsafeUninitializedCapacity: size - offset) { buffer, count in
            while count < buffer.count {
                let rest = buffer[count...]
                let read = pread(
                    descriptor,
                    UnsafeMutableBufferPointer(rebasing: rest).baseAddress,
                    rest.count,
                    off_t(offset + count)
                )
                guard read > 0 else { return }
                count += read
            }
        }
    }

    /// Adds bytes at the end, in one piece.
    func append(_ bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    /// Puts a file with other contents in its place, whole or not at all.
    func replace(with bytes: [UInt8]) {
        let draft = "\(path).\(getpid())"
        let made = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard made >= 0 else { return }
        let count = bytes.withUnsafeBytes { write(made, $0.baseAddress, $0.count) }
        close(made)
        if count != bytes.count || rename(draft, path) != 0 { unlink(draft) }
    }
}

/// Which file it is and how large: what tells whether another process has changed it.
struct FileVersion: Equatable {
    private(set) var inode: UInt = 0
    private(set) var size = 0

    init(_ descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return }
        (inode, size) = (UInt(status.st_ino), Int(status.st_size))
    }

    init(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        (inode, size) = (UInt(status.st_ino), Int(status.st_size))
    }
}
