import CEdit
import Glibc

/// Reads typed text for libedit, a character at a time.
///
/// libedit's own reading continues after a signal, so that Ctrl-C would do nothing at the prompt.
enum KeyReader {
    /// Makes libedit read with ``next()``; to be called before the first line is read.
    static func install() {
        cedit_read_with { _ in KeyReader.next() }
    }

    /// The next character, or -1 at the end of the input and after Ctrl-C.
    private static func next() -> Int32 {
        guard let first = byte() else { return EOF }
        let count = max(0, (~first).leadingZeroBitCount - 1)
        guard count > 0 else { return Int32(first) }
        var bytes = [first]
        while bytes.count <= count, bytes.count < 4, let next = byte() { bytes.append(next) }
        let text = String(decoding: bytes, as: UTF8.self)
        return Int32(bitPattern: text.unicodeScalars.first?.value ?? 0xFFFD)
    }

    /// The next byte that is not NUL; nil at the end and after Ctrl-C.
    ///
    /// A Ctrl-D that was typed before the prompt arrives as NUL, which libedit takes for the
    /// command to insert the next key as it is.
    private static func byte() -> UInt8? {
        var byte: UInt8? = 0
        while byte == 0 { byte = anyByte() }
        return byte
    }

    private static func anyByte() -> UInt8? {
        var sources = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: Interruption.pending.readingEnd, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&sources, 2, -1) < 0 { guard errno == EINTR else { return nil } }
        guard sources[1].revents == 0 else { return nil }
        var byte: UInt8 = 0
        return read(STDIN_FILENO, &byte, 1) == 1 ? byte : nil
    }
}
