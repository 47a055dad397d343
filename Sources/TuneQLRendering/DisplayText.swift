import TuneQLJSON

/// Text made harmless for terminals: what would move the cursor, change colours or reorder the
/// line is shown as an escape.
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
            for scalar in repaired.unicodeScalars { append(scalar, to: &output) }
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
        guard isHarmful(scalar) else {
            output.append(contentsOf: String(scalar).utf8)
            return
        }
        output.append(contentsOf: escape(scalar).utf8)
    }

    /// Whether a scalar is a control character, a line separator or changes the writing direction.
    static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069,
            0xFEFF, 0xFFF9...0xFFFB:
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
            let digits = String(scalar.value, radix: 16)
            guard scalar.value < 0x80 else { return "\\u{\(digits)}" }
            return "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
        }
    }
}
