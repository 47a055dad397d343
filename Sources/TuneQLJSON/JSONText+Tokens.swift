extension JSONText {
    /// The end of a string literal's inside, and whether a backslash occurs in it.
    struct StringEnd {
        /// The offset of the closing quote.
        var offset: Int
        var hasEscapes: Bool
    }

    /// Finds the quote that closes the string whose inside starts at `start`.
    ///
    /// Escapes and control characters are checked, UTF-8 is not.
    static func endOfString(
        in text: Span<UInt8>,
        from start: Int
    ) throws(JSONError) -> StringEnd {
        var end = StringEnd(offset: start, hasEscapes: false)
        while true {
            end.offset = endOfPlainText(in: text, from: end.offset)
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

    /// The first quote, backslash or control character at or after `start`, or the text's end.
    @inline(__always)
    private static func endOfPlainText(in text: Span<UInt8>, from start: Int) -> Int {
        var offset = start
        while offset &+ 8 <= text.count {
            let stops = JSONWord.stringStops(text.word(at: offset))
            guard stops == 0 else { return offset &+ JSONWord.first(stops) }
            offset &+= 8
        }
        while offset < text.count, !isStop(text[offset]) { offset &+= 1 }
        return offset
    }

    private static func isStop(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
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

    /// The end of the keyword at `start`, which must be spelled like `word`.
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
