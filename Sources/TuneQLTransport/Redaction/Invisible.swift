/// Characters that can sit inside a secret without changing what a reader sees.
///
/// They are whitespace, controls, marks of format and width, and U+FFFD, which replaces controls.
enum Invisible {
    /// The end of the run of such characters at a position; the position itself when there is none.
    static func end(at start: Int, in text: [UInt8]) -> Int {
        var place = start
        while place < text.count, let end = endOfCharacter(at: place, in: text) { place = end }
        return place
    }

    /// The text without such characters.
    static func removed(from text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var place = 0
        while place < text.count {
            if let end = endOfCharacter(at: place, in: text) {
                place = end
            } else {
                output.append(text[place])
                place += 1
            }
        }
        return output
    }

    /// The end of one such character; nil when the character here is another one.
    static func endOfCharacter(at place: Int, in text: [UInt8]) -> Int? {
        let byte = text[place]
        if byte < 0x80 { return byte <= 0x20 || byte == 0x7F ? place + 1 : nil }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 0
        guard length > 0, place + length <= text.count else { return nil }
        var value = UInt32(byte & (0x7F >> UInt8(length)))
        for rest in text[place + 1..<place + length] {
            guard rest & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(rest & 0x3F)
        }
        guard let scalar = Unicode.Scalar(value), isInvisible(scalar) else { return nil }
        return place + length
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\u{FFFD}" { return true }
        let properties = scalar.properties
        if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return true }
        return properties.generalCategory == .format || properties.generalCategory == .control
    }
}
