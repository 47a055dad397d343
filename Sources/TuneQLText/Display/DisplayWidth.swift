/// How many columns of a terminal text takes.
///
/// The widths of Unicode 16, as in glibc's `wcwidth`, with two columns for coloured emoji and none
/// for the soft hyphen.
package enum DisplayWidth {
    /// The width of text without control characters.
    package static func width(of text: String) -> Int {
        text.reduce(0) { $0 + width(of: $1) }
    }

    /// The width of a character: 0, 1 or 2.
    package static func width(of character: Character) -> Int {
        if let value = character.asciiValue { return value < 0x20 || value == 0x7F ? 0 : 1 }
        var width = 0
        for scalar in character.unicodeScalars {
            // The variation selector asks for the coloured form, which is wide.
            width += scalar == "\u{FE0F}" && width > 0 ? 1 : self.width(of: scalar)
        }
        return min(width, 2)
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .format: isBeforeDigits(scalar) ? 1 : 0
        case .nonspacingMark, .enclosingMark, .control: 0
        // Vowels and final consonants of Hangul join the syllable before them.
        case _ where (0x1160...0x11FF).contains(scalar.value): 0
        case _ where (0xD7B0...0xD7FF).contains(scalar.value): 0
        default: isWide(scalar) ? 2 : 1
        }
    }

    /// Whether a format character is a visible sign that encloses the digits or letters after it.
    private static func isBeforeDigits(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
        default: false
        }
    }

    /// Whether a scalar is wide or full-width in East Asian typography, or a coloured emoji.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x1100: false
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08,
            0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD:
            true
        // Regional indicators: two of them are a flag, and one alone is a letter.
        case 0x1F1E6...0x1F1FF: false
        default: scalar.properties.isEmojiPresentation
        }
    }

    /// A text that takes at most `limit` columns, with `…` where its middle is left out.
    package static func cut(_ text: String, to limit: Int) -> (text: String, width: Int) {
        let room = max(0, limit - 1)
        let tail = part(of: text.reversed(), room / 2)
        let head = part(of: text, room - tail.width)
        return (
            String(head.characters) + "…" + String(tail.characters.reversed()),
            head.width + tail.width + 1
        )
    }

    /// The first characters that take at most `limit` columns.
    private static func part(
        of text: some Sequence<Character>,
        _ limit: Int
    ) -> (characters: [Character], width: Int) {
        var (characters, used): ([Character], Int) = ([], 0)
        for character in text {
            let next = used + width(of: character)
            guard next <= limit else { break }
            characters.append(character)
            used = next
        }
        return (characters, used)
    }
}
