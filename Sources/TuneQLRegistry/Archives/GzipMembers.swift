import Glibc
import TuneQLText

/// A file of several gzip members, one behind the other, which together hold one archive.
///
/// libarchive unpacks them without comparing their sums. zlib, which libarchive depends on, does.
struct GzipMembers {
    private let path: String
    private let library: Library

    init(_ path: String) throws(InstallationError) {
        self.path = path
        guard let library = Library() else {
            throw InstallationError("libz.so.1 could not be loaded, so \(path) cannot be checked")
        }
        self.library = library
    }

    /// Whether each member agrees with its own sum, and nothing is behind the last one.
    ///
    /// - Parameters:
    ///   - count: The size of what all members hold together.
    ///   - lastSize: The size that is written at the file's end.
    ///   - lastSum: The sum that is written there.
    /// - Returns: Whether the archive is whole.
    func areWhole(count: Int, _ lastSize: UInt32, _ lastSum: UInt32) -> Bool {
        guard lastSize < count, let file = library.open(path, "rb") else { return false }
        let start = count - Int(lastSize)
        var sum = CRC32()
        var position = 0
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let size = block.withUnsafeMutableBytes {
                library.read(file, $0.baseAddress, UInt32($0.count))
            }
            guard size > 0 else { break }
            let skipped = min(Int(size), max(0, start - position))
            sum.add(block.span.extracting(skipped..<Int(size)))
            position += Int(size)
        }
        // The code of a file that ends within a member, or differs from a sum, is not 0.
        var code: Int32 = 0
        _ = library.error(file, &code)
        return library.close(file) == 0 && code == 0 && position == count && sum.value == lastSum
    }
}

extension GzipMembers {
    /// The zlib functions in use.
    private struct Library {
        typealias File = UnsafeMutableRawPointer

        let open: @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>) -> File?
        let read: @convention(c) (File, UnsafeMutableRawPointer?, UInt32) -> Int32
        let error: @convention(c) (File, UnsafeMutablePointer<Int32>) -> UnsafePointer<CChar>?
        let close: @convention(c) (File) -> Int32

        init?() {
            guard let library = dlopen("libz.so.1", RTLD_NOW | RTLD_LOCAL),
                let open = dlsym(library, "gzopen"), let read = dlsym(library, "gzread"),
                let error = dlsym(library, "gzerror"), let close = dlsym(library, "gzclose_r")
            else { return nil }
            self.open = unsafeBitCast(open, to: type(of: self.open))
            self.read = unsafeBitCast(read, to: type(of: self.read))
            self.error = unsafeBitCast(error, to: type(of: self.error))
            self.close = unsafeBitCast(close, to: type(of: self.close))
        }
    }
}
