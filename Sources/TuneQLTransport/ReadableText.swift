/// Text from outside, made fit for a line on a terminal.
package enum ReadableText {
    /// The maximum length of a line in scalars; longer text ends in an ellipsis.
    private static let maximumLength = 2_000

    /// The text on one line: whitespace is collapsed, control characters become U+FFFD.
    package static func line(_ text: some StringProtocol) -> String {
        var output = String.UnicodeScalarView()
        var length = 0
        var isBlankDue = false
        // A truncated secret would not be recognised.
        let isLong = text.utf8.count > maximumLength
        let text = isLong ? Redactor.shared.redact(String(text)) : String(text)
        for scalar in text.unicodeScalars {
            guard length < maximumLength else {
                output.append("…")
                break
            }
            if scalar.properties.isWhitespace {
                isBlankDue = length > 0
                continue
            }
            if isBlankDue { output.append(" ") }
            isBlankDue = false
            output.append(isDangerous(scalar) ? "\u{FFFD}" : scalar)
            length += 1
        }
        return String(output)
    }

    /// The text with its lines and tabs kept; other control characters become U+FFFD.
    package static func block(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isLayout = scalar == "\n" || scalar == "\t"
            output.append(isLayout || !isDangerous(scalar) ? scalar : "\u{FFFD}")
        }
        return String(output)
    }

    /// Whether a scalar can steer a terminal or turn the direction of the text around it.
    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
