import CEdit
import Glibc

/// Reads what is typed, a character at a time, for libedit.
///
/// libedit's own reading goes on after a signal, so that Ctrl-C would do nothing at the prompt.
enum KeyReader {
    /// Makes libedit read with ``next()``; it has to be said before the first line is read.
    @MainActor
    static func install() {
        rl_getc_function = { _ in KeyReader.next() }
    }

    /// The next character, or -1 at the end of the input and after a signal.
    private static func next() -> Int32 {
        guard let first = byte() else { return EOF }
        let count = max(0, (~first).leadingZeroBitCount - 1)
        guard count > 0 else { return Int32(first) }
        var bytes = [first]
        while bytes.count <= count, bytes.count < 4, let next = byte() { bytes.append(next) }
        let text = String(decoding: bytes, as: UTF8.self)
        return Int32(bitPattern: text.unicodeScalars.first?.value ?? 0xFFFD)
    }

    /// The next byte; nil at the end and after Ctrl-C.
    private static func byte() -> UInt8? {
        let signals = SignalPipe.signalCount
        var byte: UInt8 = 0
        while true {
            let count = read(STDIN_FILENO, &byte, 1)
            if count == 1 { return byte }
            // A changed size of the window interrupts as well, and is no reason to stop.
            guard count < 0, errno == EINTR, SignalPipe.signalCount == signals else { return nil }
        }
    }
}
