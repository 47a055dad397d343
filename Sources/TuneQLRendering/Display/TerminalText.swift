import TuneQLJSON
import TuneQLText

/// Lines of text made harmless for terminals; line breaks and tabs stay.
///
/// Characters that could move the cursor, set a title or reverse the text become escapes.
package enum TerminalText {
    /// How a harmful character is shown.
    package enum Escape: Sendable {
        /// As `\x1b` or `\u{202e}`.
        case readable
        /// As `\u001b`, which a JSON parser reads as the character itself.
        case json
    }

    /// The harmless form of a text.
    package static func harmless(_ text: String, _ escape: Escape = .readable) -> String {
        guard text.unicodeScalars.contains(where: DisplayText.isHarmful) else { return text }
        return DisplayText.harmless(text, keeping: ["\n", "\t"]) { self.escape($0, escape) }
    }

    /// The harmless form of bytes, with invalid UTF-8 repaired; nil if they are harmless already.
    package static func harmless(_ bytes: Span<UInt8>, _ escape: Escape = .readable) -> [UInt8]? {
        guard !isPlain(bytes) else { return nil }
        let text = String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
        return Array(harmless(text, escape).utf8)
    }

    /// Whether all bytes are printable ASCII, line feeds or tabs.
    private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte < 0x7F, byte >= 0x20 || byte == 0x0A || byte == 0x09 else { return false }
        }
        return true
    }

    private static func escape(_ scalar: Unicode.Scalar, _ escape: Escape) -> String {
        guard escape == .json else { return DisplayText.escape(scalar) }
        let units = String(scalar).utf16
        return units.map { "\\u" + Hexadecimal.text(UInt32($0), digits: 4) }.joined()
    }
}
