import Glibc

/// Text that a terminal marks as pasted.
enum PastedText {
    /// Asks a terminal to mark what is pasted, and to do so no longer.
    static let (begin, end) = ("\u{1B}[?2004h", "\u{1B}[?2004l")
    /// The mark before pasted text.
    static let start = Array("\u{1B}[200~".utf8)
    private static let stop = Array("\u{1B}[201~".utf8)

    /// Reads to the mark after the text; Ctrl-C and five silent seconds end it too.
    static func read() -> String {
        var bytes: [UInt8] = []
        while Keyboard.isReady(within: 5_000) {
            switch Keyboard.next() {
            case .end: return ""
            case .changed: continue
            case .byte(let byte): bytes.append(byte)
            }
            if byte(bytes, endsWith: stop) {
                bytes.removeLast(stop.count)
                break
            }
        }
        return text(of: bytes)
    }

    private static func byte(_ bytes: [UInt8], endsWith end: [UInt8]) -> Bool {
        bytes.last == end.last && bytes.suffix(end.count).elementsEqual(end)
    }

    /// The text with line feeds as line breaks and without control characters, to its last line.
    private static func text(of bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
        var lines = String.UnicodeScalarView()
        var last: Unicode.Scalar = " "
        for scalar in text {
            defer { last = scalar }
            switch scalar {
            case "\n" where last == "\r": continue
            case "\r", "\n": lines.append("\n")
            case "\t": lines.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: continue
            default: lines.append(scalar)
            }
        }
        while lines.last == "\n" { lines.removeLast() }
        return String(lines)
    }
}
