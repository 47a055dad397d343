import CCurl
import Glibc

/// The zlib functions in use, looked up in the libraries that libcurl depends on.
struct ZlibLibrary: Sendable {
    typealias Stream = UnsafeMutablePointer<ccurl_zlib_stream>

    let start: @convention(c) @Sendable (Stream, Int32, UnsafePointer<CChar>, Int32) -> Int32
    let inflate: @convention(c) @Sendable (Stream, Int32) -> Int32
    let reset: @convention(c) @Sendable (Stream) -> Int32
    let end: @convention(c) @Sendable (Stream) -> Int32

    /// Searches a loaded library and its dependencies, then zlib itself; nil without zlib.
    init?(besides library: UnsafeMutableRawPointer) {
        let found = dlsym(library, "inflate") == nil ? dlopen("libz.so.1", RTLD_NOW) : library
        guard let found, let start = dlsym(found, "inflateInit2_"),
            let inflate = dlsym(found, "inflate"), let reset = dlsym(found, "inflateReset"),
            let end = dlsym(found, "inflateEnd")
        else { return nil }
        self.start = unsafeBitCast(start, to: type(of: self.start))
        self.inflate = unsafeBitCast(inflate, to: type(of: self.inflate))
        self.reset = unsafeBitCast(reset, to: type(of: self.reset))
        self.end = unsafeBitCast(end, to: type(of: self.end))
    }
}

/// Unpacks gzip data that comes in pieces.
final class GzipDecoder {
    /// The result of unpacking a piece.
    enum Outcome {
        case going, tooLarge, broken
    }

    /// Whether the data may end here: before the first byte, or after the last member's checksum.
    private(set) var isAtEnd = true
    private let library: ZlibLibrary
    private let stream: ZlibLibrary.Stream
    private let output = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64 << 10)

    /// zlib's result codes.
    private static let ok: Int32 = 0, streamEnd: Int32 = 1, bufferError: Int32 = -5
    /// The largest window; only gzip's framing is accepted.
    private static let windowBits: Int32 = 15 + 16

    /// Returns nil when memory is short.
    init?(_ library: ZlibLibrary) {
        self.library = library
        stream = .allocate(capacity: 1)
        stream.initialize(to: ccurl_zlib_stream())
        let size = Int32(MemoryLayout<ccurl_zlib_stream>.size)
        guard library.start(stream, Self.windowBits, "1.2.11", size) == Self.ok else {
            stream.deallocate()
            output.deallocate()
            return nil
        }
    }

    deinit {
        _ = library.end(stream)
        stream.deallocate()
        output.deallocate()
    }

    /// Unpacks a piece and appends the result.
    func unpack(
        _ piece: UnsafeRawBufferPointer,
        onto bytes: inout [UInt8],
        limit: Int
    ) -> Outcome {
        stream.pointee.next_in = piece.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_in = UInt32(piece.count)
        while true {
            // Another member may follow.
            if isAtEnd, stream.pointee.avail_in > 0 {
                guard library.reset(stream) == Self.ok else { return .broken }
                isAtEnd = false
            }
            guard !isAtEnd else { return .going }
            let code = inflate(onto: &bytes)
            guard bytes.count <= limit else { return .tooLarge }
            switch code {
            case Self.ok where stream.pointee.avail_out == 0: continue
            case Self.ok, Self.bufferError: return .going
            case Self.streamEnd: isAtEnd = true
            default: return .broken
            }
        }
    }

    private func inflate(onto bytes: inout [UInt8]) -> Int32 {
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        let code = library.inflate(stream, 0)
        bytes.append(contentsOf: output.dropLast(Int(stream.pointee.avail_out)))
        return code
    }
}
