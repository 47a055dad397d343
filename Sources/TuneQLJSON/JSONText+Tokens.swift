extension JSONText {
    /// The end of a string literal's contents, and whether they hold a backslash.
    struct StringEnd {
        /// The offset of the closing quote.
        var offset: Int
        var hasEscapes: Bool
    }

    /// Finds the quote that closes the string whose contents start at `start`.
    ///
    /// Escapes and control characters are checked, UTF-8 is not.
    static func endOfString(
        in text: Span<UInt8>,
        from start: Int
    ) throws(JSONError) -> StringEnd {
        var end = StringEnd(offset: start, hasEscapes: false)
        while true {
            end.offset = text.firstStop(
                UInt8(ascii: "\""),
                UInt8(ascii: "\\"),
                from: end.offset
            )
            guard end.offset < text.count else {
                throw JSONError(.unexpectedEnd, at: text.count)
            }
            switch text[end.offset] {
            case UInt8(ascii: "\""): return end
            case UInt8(ascii: "\\"): end.offset = try endOfEscape(in: text, from: end.offset)
            default: throw JSONError(.controlCharacter, at: end.offset)
            }
            end.hasEscapes = true
        }
    }

    /// The end of the escape whose backslash is at `start`.
    static func endOfEscape(in text: Span<UInt8>, from start: Int) throws(JSONError) -> Int {
        guard start + 1 < text.count else { throw JSONError(.unexpectedEnd, at: text.count) }
        if text[start + 1] == UInt8(ascii: "u") {
            guard start + 6 <= text.count else { throw JSONError(.unexpectedEnd, at: text.count) }
            guard hexadecimal(in: text, at: start + 2) != nil else {
                throw JSONError(.badEscape, at: start)
            }
            return start + 6
        }
        guard simpleEscape(text[start + 1]) != nil else { throw JSONError(.badEscape, at: start) }
        return start + 2
    }

    /// The end of the number that must start at `start`.
    static func checkedEndOfNumber(
        in text: Span<UInt8>,
        from start: Int
    ) throws(JSONError) -> Int {
        guard let end = endOfNumber(in: text, from: start) else {
            let isNumber = text[start] == UInt8(ascii: "-") || (0x30...0x39).contains(text[start])
            throw JSONError(isNumber ? .badNumber : .unexpectedByte, at: start)
        }
        return end
    }

    /// The end of the keyword at `start`, which must be `word`.
    static func endOfKeyword(
        _ word: InlineArray<5, UInt8>,
        in text: Span<UInt8>,
        from start: Int
    ) throws(JSONError) -> Int {
        var offset = start
        for place in word.indices where word[place] != 0 {
            guard offset < text.count else { throw JSONError(.unexpectedEnd, at: text.count) }
            guard text[offset] == word[place] else { throw JSONError(.unexpectedByte, at: offset) }
            offset += 1
        }
        return offset
    }

    static var trueWord: InlineArray<5, UInt8> { [0x74, 0x72, 0x75, 0x65, 0] }
    static var falseWord: InlineArray<5, UInt8> { [0x66, 0x61, 0x6C, 0x73, 0x65] }
    static var nullWord: InlineArray<5, UInt8> { [0x6E, 0x75, 0x6C, 0x6C, 0] }
}
