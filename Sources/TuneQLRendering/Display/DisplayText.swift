import TuneQLJSON
import TuneQLText

/// Text made harmless for terminals.
///
/// Characters that would move the cursor, change colours or reorder the line become escapes.
enum DisplayText {
    /// Appends the harmless form of a text.
    static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
        let delete: UInt8 = 0x7F
        if text.isASCII {
            appendASCII(text, to: &output)
        } else if text.firstStop(delete, delete, from: 0) == text.count, !hasSpecial(text) {
            output.append(copying: text)
        } else {
            let repaired = String(decoding: text.indices.map { text[$0] }, as: UTF8.self)
            output.append(contentsOf: harmless(repaired, keeping: []).utf8)
        }
    }

    private static func appendASCII(_ text: Span<UInt8>, to output: inout [UInt8]) {
        let delete: UInt8 = 0x7F
        var start = 0
        while true {
            let end = text.firstStop(delete, delete, from: start)
            output.append(copying: text.extracting(start..<end))
            guard end < text.count else { return }
            append(Unicode.Scalar(text[end]), to: &output)
            start = end + 1
        }
    }

    /// Whether a text isn't UTF-8 or has scalars that must be escaped.
    private static func hasSpecial(_ text: Span<UInt8>) -> Bool {
        do {
            let text = try UTF8Span(validating: text)
            var scalars = text.makeUnicodeScalarIterator()
            while let scalar = scalars.next() {
                if isHarmful(scalar) { return true }
            }
            return false
        } catch {
            return true
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        output.append(contentsOf: escape(scalar).utf8)
    }

    /// The text with its harmful scalars escaped, except those in `kept`.
    static func harmless(
        _ text: String,
        keeping kept: [Unicode.Scalar],
        escape: (Unicode.Scalar) -> String = escape
    ) -> String {
        var output = String.UnicodeScalarView()
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            let scalar = scalars[index]
            if isHarmful(scalar), !kept.contains(scalar), !joinsEmoji(scalars, at: index) {
                output.append(contentsOf: escape(scalar).unicodeScalars)
            } else {
                output.append(scalar)
            }
        }
        return String(output)
    }

    /// Whether the scalar is a joiner that combines two emoji into one, as in a family or a flag.
    private static func joinsEmoji(
        _ scalars: String.UnicodeScalarView,
        at index: String.Index
    ) -> Bool {
        let next = scalars.index(after: index)
        guard scalars[index] == "\u{200D}", index > scalars.startIndex, next < scalars.endIndex
        else { return false }
        let before = scalars[scalars.index(before: index)]
        return (isPictograph(before) || before == "\u{FE0F}") && isPictograph(scalars[next])
    }

    /// Digits can be parts of emoji too, but nothing is joined to them.
    private static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x2190 && scalar.properties.isEmoji
    }

    /// Whether a scalar is a control character, line separator or direction mark, or is invisible.
    static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x61C, 0x200B, 0x200D...0x200F, 0x2028...0x202E,
            0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
            true
        default: false
        }
    }

    static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default:
            let digits = Hexadecimal.text(scalar.value, digits: 2)
            return scalar.value < 0x80 ? "\\x\(digits)" : "\\u{\(digits)}"
        }
    }
}
