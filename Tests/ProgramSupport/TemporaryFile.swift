import Glibc

/// An unnamed file for a program to read or write.
final class TemporaryFile {
    private let stream: UnsafeMutablePointer<FILE>

    init(_ text: String = "") throws {
        guard let stream = tmpfile() else { throw ProgramError("there is no temporary file") }
        self.stream = stream
        let bytes = Array(text.utf8)
        fwrite(bytes, 1, bytes.count, stream)
        rewind(stream)
    }

    deinit {
        fclose(stream)
    }

    var descriptor: Int32 { fileno(stream) }

    /// The file's whole contents.
    var text: String {
        rewind(stream)
        return String(decoding: allBytes(of: stream), as: UTF8.self)
    }
}

/// The bytes from a stream's current position to its end.
func allBytes(of stream: UnsafeMutablePointer<FILE>) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = fread(&buffer, 1, buffer.count, stream)
        if count == 0 { return bytes }
        bytes.append(contentsOf: buffer[..<count])
    }
}
