/// Finds the end of an object or array without examining its contents.
///
/// Only strings and brackets are distinguished, 64 bytes at a time while the end cannot be near.
struct JSONNesting {
    private var offset: Int
    private var depth = 1
    /// All ones inside a string, otherwise 0.
    private var inString: UInt64 = 0

    private init(offset: Int) {
        self.offset = offset
    }

    /// The end of the object or array that starts at `start`.
    static func end(in text: Span<UInt8>, from start: Int) throws(JSONError) -> Int {
        var nesting = JSONNesting(offset: start + 1)
        while nesting.depth > 0 {
            guard nesting.offset < text.count else {
                throw JSONError(.unexpectedEnd, at: text.count)
            }
            if !nesting.skipBlock(text) { nesting.walk(text) }
        }
        // A closing bracket is the opening one plus 2.
        guard text[nesting.offset - 1] == text[start] + 2 else {
            throw JSONError(.unexpectedByte, at: nesting.offset - 1)
        }
        return nesting.offset
    }

    /// Moves past 64 bytes when they have no backslash and fewer closing brackets than are open.
    @inline(__always)
    private mutating func skipBlock(_ text: Span<UInt8>) -> Bool {
        guard offset &+ 64 <= text.count else { return false }
        let block = text.extracting(offset..<offset &+ 64)
        var string = inString
        let count =
            block.isASCII
            ? Self.count(block, &string, isASCII: true)
            : Self.count(block, &string, isASCII: false)
        guard !count.hasEscapes, count.closed < depth else { return false }
        depth &+= count.all &- 2 &* count.closed
        inString = string
        offset &+= 64
        return true
    }

    /// Counts the brackets outside of strings in 64 bytes.
    @inline(__always)
    private static func count(
        _ block: Span<UInt8>,
        _ string: inout UInt64,
        isASCII: Bool
    ) -> (all: Int, closed: Int, hasEscapes: Bool) {
        var (all, closed) = (JSONWordPair.Words.zero, JSONWordPair.Words.zero)
        var plain = JSONWordPair.both(JSONWord.highs)
        for place in 0..<4 {
            let words = block.words(at: place &* 16)
            plain &= JSONWordPair.differences(words, JSONWord.backslashes, isASCII: isASCII)
            let brackets = Self.brackets(words, &string, isASCII: isASCII)
            all &+= brackets
            closed &+= brackets & (words &>> JSONWordPair.both(2))
        }
        let hasEscapes = plain[0] & plain[1] != JSONWord.highs
        return (sum(all[0] &+ all[1]), sum(closed[0] &+ closed[1]), hasEscapes)
    }

    /// The brackets of two words outside of strings, as 1 in their bytes.
    @inline(__always)
    private static func brackets(
        _ words: JSONWordPair.Words,
        _ string: inout UInt64,
        isASCII: Bool
    ) -> JSONWordPair.Words {
        let others = JSONWordPair.differences(words, JSONWord.quotes, isASCII: isASCII)
        let quotes = JSONWordPair.parities(~others &>> JSONWordPair.both(7))
        let first = string
        let second = first ^ (0 &- (quotes[0] &>> 56))
        string = second ^ (0 &- (quotes[1] &>> 56))
        let inside = quotes ^ JSONWordPair.Words(first, second)
        let notBrackets = JSONWordPair.notBrackets(words, isASCII: isASCII)
        return ~(notBrackets &>> JSONWordPair.both(7) | inside) & JSONWordPair.both(JSONWord.ones)
    }

    /// The brackets of a word outside of strings, as 1 in their bytes.
    @inline(__always)
    private static func brackets(
        _ word: UInt64,
        _ string: inout UInt64
    ) -> UInt64 {
        // After multiplying, each byte holds the number of bytes up to it that are not quotes.
        // Where this is odd for an even number of bytes, or the reverse, an odd number of quotes
        // came before.
        let others = JSONWord.differences(word, JSONWord.quotes)
        let counts = (others &>> 7 & JSONWord.ones) &* JSONWord.ones
        let inside = counts ^ string ^ 0x0001_0001_0001_0001
        string ^= 0 &- (counts &>> 56 & 1)
        return ~(JSONWord.notBrackets(word) &>> 7 | inside) & JSONWord.ones
    }

    /// The sum of eight small bytes.
    @inline(__always)
    private static func sum(_ bytes: UInt64) -> Int {
        Int(truncatingIfNeeded: (bytes &* JSONWord.ones) &>> 56)
    }

    /// Moves past 64 bytes, or to the end of the value or of the text.
    private mutating func walk(_ text: Span<UInt8>) {
        let limit = min(offset &+ 64, text.count)
        while offset < limit, depth > 0 {
            guard offset &+ 8 <= text.count else {
                step(text)
                continue
            }
            let word = text.word(at: offset)
            if JSONWord.matches(word, JSONWord.backslashes) == 0 {
                step(over: word)
            } else {
                let end = offset &+ 8
                while offset < end, depth > 0 { step(text) }
            }
        }
    }

    private mutating func step(over word: UInt64) {
        var brackets = Self.brackets(word, &inString)
        while brackets != 0 {
            let place = brackets.trailingZeroBitCount
            depth &+= 1 &- 2 &* Int(truncatingIfNeeded: word &>> (place &+ 2) & 1)
            guard depth > 0 else {
                offset &+= place &>> 3 &+ 1
                return
            }
            brackets &= brackets &- 1
        }
        offset &+= 8
    }

    /// Moves past one byte, or past a backslash and the byte after it.
    private mutating func step(_ text: Span<UInt8>) {
        let byte = text[offset]
        offset &+= byte == UInt8(ascii: "\\") ? 2 : 1
        if byte == UInt8(ascii: "\"") {
            inString = ~inString
        } else if inString == 0, byte | 0x26 == 0x7F {
            depth &+= byte & 4 == 0 ? 1 : -1
        }
    }
}
