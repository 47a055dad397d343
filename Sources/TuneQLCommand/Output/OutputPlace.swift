import Glibc

/// The destination of results: stdout, or a file that is left unchanged until the first text.
final class OutputPlace {
    /// The open descriptor; nil until a file that does not exist yet is created.
    private var descriptor: Int32?
    let file: String?
    private var outlet: Outlet?

    /// Checks that the destination can be written to.
    ///
    /// - Throws: ``CommandError`` when it cannot.
    init(file: String?) throws(CommandError) {
        self.file = file
        descriptor = file == nil ? STDOUT_FILENO : nil
        guard let file else { return }
        let existing = open(file, O_WRONLY | O_CLOEXEC)
        if existing >= 0 {
            descriptor = existing
        } else if errno != ENOENT || access(Self.directory(of: file), W_OK | X_OK) != 0 {
            throw Self.refusal(file)
        }
    }

    deinit {
        if file != nil, let descriptor { close(descriptor) }
    }

    var isTerminal: Bool { descriptor.map { isatty($0) == 1 } ?? false }

    /// The number of columns of the terminal; nil elsewhere.
    var width: Int? { (size?.ws_col).flatMap { $0 > 0 ? Int($0) : nil } }

    /// The number of lines of the terminal; nil elsewhere.
    var height: Int? { (size?.ws_row).flatMap { $0 > 0 ? Int($0) : nil } }

    /// The columns and lines of the terminal; nil elsewhere.
    var screen: (width: Int, height: Int)? {
        guard let width, let height else { return nil }
        return (width, height)
    }

    private var size: winsize? {
        var size = winsize()
        guard isTerminal, let descriptor, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
        else { return nil }
        return size
    }

    /// The outlet for text; opening it empties the file.
    func opened() throws(CommandError) -> Outlet {
        if let outlet { return outlet }
        let outlet = Outlet(try emptied())
        self.outlet = outlet
        return outlet
    }

    private func emptied() throws(CommandError) -> Int32 {
        guard let file else { return STDOUT_FILENO }
        if let descriptor {
            // Only a file has contents to drop.
            _ = ftruncate(descriptor, 0)
            return descriptor
        }
        let made = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard made >= 0 else { throw Self.refusal(file) }
        descriptor = made
        return made
    }

    private static func refusal(_ file: String) -> CommandError {
        CommandError("\(file) cannot be written: \(String(cString: strerror(errno)))")
    }

    private static func directory(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "." }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }
}
