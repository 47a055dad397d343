import Glibc

/// The error for a file that can't be read, in the system's words.
package struct FileError: Error, Hashable {
    package let message: String
    /// Whether the file exceeds the size limit.
    package let isTooLarge: Bool

    /// Makes an error.
    package init(message: String, isTooLarge: Bool = false) {
        self.message = message
        self.isTooLarge = isTooLarge
    }
}

/// Reads whole files.
package enum FileBytes {
    /// The usual size limit in bytes, far larger than any credential.
    package static let maximumSize = 1 << 20

    /// Reads a file; stops after the first bytes when they don't start as required.
    package static func read(
        _ path: String,
        maximumSize: Int = maximumSize,
        startingWith first: UInt8? = nil
    ) throws(FileError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileError(message: systemMessage(errno)) }
        defer { close(file) }
        return try readAll(file, maximumSize: maximumSize, startingWith: first)
    }

    /// Reads a descriptor to its end; stops after the first bytes when they don't start as required.
    package static func readAll(
        _ file: Int32,
        maximumSize: Int = maximumSize,
        startingWith first: UInt8? = nil
    ) throws(FileError) -> [UInt8] {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count == 0 { return output }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw FileError(message: systemMessage(errno)) }
            output += buffer[..<count]
            if let first, output.first != first { return output }
            guard output.count <= maximumSize else {
                throw FileError(message: "it is too large", isTooLarge: true)
            }
        }
    }

    package static func systemMessage(_ code: Int32) -> String {
        String(cString: strerror(code))
    }
}
