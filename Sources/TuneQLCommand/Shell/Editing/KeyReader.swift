import CEdit
import Glibc

/// Reads typed text for libedit, a character at a time.
///
/// libedit's own reading continues after a signal, so that Ctrl-C would do nothing at the prompt.
/// Pasted text is put into the line at once: a Tab in it is a Tab, and a line break in it does not
/// run anything.
enum KeyReader {
    /// Keys that have been read ahead, or that stand for something that happened.
    @MainActor private static var waiting: ArraySlice<UInt8> = []

    /// Types a text in place of so many characters before the cursor.
    @MainActor static func type(erasing count: Int, _ text: String) {
        waiting += [UInt8](repeating: 0x7F, count: count) + Array(text.utf8)
    }

    /// Draws the prompt and the line again, on the line of the screen that the cursor is on.
    @MainActor static func redraw() { waiting += LineKeys.redraw }

    /// Makes libedit read with ``next()``; to be called before the first line is read.
    static func install() {
        cedit_read_with { _ in MainActor.assumeIsolated { KeyReader.next() } }
    }

    /// The next character, or -1 at the end of the input and after Ctrl-C.
    @MainActor private static func next() -> Int32 {
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
    @MainActor private static func byte() -> UInt8? {
        while true {
            if let byte = waiting.popFirst() { return byte }
            switch Keyboard.next() {
            case .end: return nil
            case .changed(let keys): waiting += keys
            case .byte(0x1B):
                readEscape()
                // Nothing waits after a paste that was empty.
                if waiting.isEmpty { continue }
            case .byte(0): continue
            case .byte(let byte): return byte
            }
        }
    }

    /// Reads what follows an escape character at once: a key's sequence, or the start of a paste.
    @MainActor private static func readEscape() {
        var sequence: [UInt8] = [0x1B]
        let start = PastedText.start
        while sequence.count < start.count, start.starts(with: sequence),
            Keyboard.isReady(within: 30),
            case .byte(let next) = Keyboard.next()
        {
            sequence.append(next)
        }
        guard sequence == start else {
            waiting += sequence
            return
        }
        let text = PastedText.read()
        guard !text.isEmpty else { return }
        rl_insert_text(text)
        waiting += LineKeys.redraw
    }
}
