import Glibc

/// The right to change what is installed, which one program has at a time.
///
/// It is a lock on the home directory itself, so it ends with the program, however that ends.
final class HomeLock {
    private let descriptor: Int32

    /// Makes the directory if need be, and waits until no other program changes it.
    ///
    /// - Parameters:
    ///   - path: The home directory.
    ///   - waiting: Is called when another program has the lock.
    /// - Throws: ``InstallationError`` for what cannot be a home.
    init(_ path: String, waiting: () -> Void) throws(InstallationError) {
        try FileTree.makeDirectory(path)
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileTree.lastError("\(path) cannot be used") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK else { return }
        waiting()
        // Some network file systems have no locks; then there is nothing to wait for.
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
