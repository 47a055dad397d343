/// Copies a value token by token and checks the grammar on the way.
struct JSONMinifier {
    private var offset = 0
    /// The end of the output so far.
    private(set) var written: Int
    private var depth = 0
    /// A bit for each open bracket: 1 for an object.
    private var objects = InlineArray<8, UInt64>(repeating: 0)

    private static let maximumDepth = 512

    /// Makes a minifier that writes from this offset of its output on.
    init(output: Int) {
        written = output
    }

    /// Copies the value that fills `text` to `output`, which must have room for 8 more bytes.
    mutating func document(
        _ text: Span<UInt8>,
        _ output: inout MutableRawSpan
    ) throws(JSONError) {
        repeat {
            if try value(text, &output) { try separators(text, &output) }
        } while depth > 0
        offset = text.endOfBlanks(from: offset)
        guard offset == text.count else { throw JSONError(.trailingText, at: offset) }
    }

    /// Copies a scalar or an empty container, or just the start of a container, returning false.
    private mutating func value(
        _ text: Span<UInt8>,
        _ output: inout MutableRawSpan
    ) throws(JSONError) -> Bool {
        switch try next(text) {
        case UInt8(ascii: "\""): try string(text, &output)
        case UInt8(ascii: "{"): return try openObject(text, &output)
        case UInt8(ascii: "["): return try openArray(text, &output)
        case UInt8(ascii: "t"): try keyword(JSONText.trueWord, text, &output)
        case UInt8(ascii: "f"): try keyword(JSONText.falseWord, text, &output)
        case UInt8(ascii: "n"): try keyword(JSONText.nullWord, text, &output)
        default: copy(to: try JSONText.checkedEndOfNumber(in: text, from: offset), text, &output)
        }
        return true
    }

    private mutating func openObject(
        _ text: Span<UInt8>,
        _ output: inout MutableRawSpan
    ) throws(JSONError) -> Bool {
        try push(isObject: true)
        write(UInt8(ascii: "{"), &output)
        guard try next(text) != UInt8(ascii: "}") else {
            pop(UInt8(ascii: "}"), &output)
            return true
        }
        try name(text, &output)
        return false
    }

    private mutating func openArray(
        _ text: Span<UInt8>,
        _ output: inout MutableRawSpan
    ) throws(JSONError) -> Bool {
        try push(isObject: false)
        write(UInt8(ascii: "["), &output)
        guard try next(text) != UInt8(ascii: "]") else {
            pop(UInt8(ascii: "]"), &output)
            return true
        }
        return false
    }

    /// Copies the tokens between a finished value and the next one.
    private mutating func separators(
        _ text: Span<UInt8>,
        _ output: inout MutableRawSpan
    ) throws(JSONError) {
        while depth > 0 {
            let byte = try next(text)
            let isInObject = isInObject
            if byte == UInt8(ascii: ",") {
                write(byte, &output)
                if isInObject { try name(text, &output) }
                return
            }
            guard byte == UInt8(ascii: isInObject ? "}" : "]") else { throw unexpected }
            pop(byte, &output)
        }
    }

    private mutating func name(
        _ text: Span<UInt8>,
        _ output: inout MutableRawSpan
    ) throws(JSONError) {
        guard try next(text) == UInt8(ascii: "\"") else { throw unexpected }
        try string(text, &output)
        guard try next(text) == UInt8(ascii: ":") else { throw unexpected }
        write(UInt8(ascii: ":"), &output)
    }

    /// Copies a string, eight bytes at a time.
    @inline(__always)
    private mutating func string(
        _ text: Span<UInt8>,
        _ output: inout MutableRawSpan
    ) throws(JSONError) {
        write(UInt8(ascii: "\""), &output)
        while offset &+ 8 <= text.count {
            let word = text.word(at: offset)
            output.storeBytes(of: word.littleEndian, toByteOffset: written, as: UInt64.self)
            let stops = JSONWord.stringStops(word)
            guard stops != 0 else {
                offset &+= 8
                written &+= 8
                continue
            }
            offset &+= JSONWord.first(stops)
            written &+= JSONWord.first(stops)
            guard text[offset] != UInt8(ascii: "\"") else {
                write(UInt8(ascii: "\""), &output)
                return
            }
            try escape(text, &output)
        }
        copy(to: try JSONText.endOfString(in: text, from: offset).offset &+ 1, text, &output)
    }

    /// Copies an escape, or throws for a control character.
    private mutating func escape(
        _ text: Span<UInt8>,
        _ output: inout MutableRawSpan
    ) throws(JSONError) {
        guard text[offset] == UInt8(ascii: "\\") else {
            throw JSONError(.controlCharacter, at: offset)
        }
        copy(to: try JSONText.endOfEscape(in: text, from: offset), text, &output)
    }

    private mutating func keyword(
        _ word: InlineArray<5, UInt8>,
        _ text: Span<UInt8>,
        _ output: inout MutableRawSpan
    ) throws(JSONError) {
        copy(to: try JSONText.endOfKeyword(word, in: text, from: offset), text, &output)
    }

    private mutating func copy(
        to end: Int,
        _ text: Span<UInt8>,
        _ output: inout MutableRawSpan
    ) {
        var place = offset
        while place < end, place &+ 8 <= text.count {
            let word = text.word(at: place).littleEndian
            output.storeBytes(
                of: word,
                toByteOffset: written &+ (place &- offset),
                as: UInt64.self
            )
            place &+= 8
        }
        if place >= end {
            written &+= end &- offset
            offset = end
        }
        while offset < end { write(text[offset], &output) }
    }

    /// Writes a byte in place of the current one.
    @inline(__always)
    private mutating func write(_ byte: UInt8, _ output: inout MutableRawSpan) {
        output.storeBytes(of: byte, toByteOffset: written, as: UInt8.self)
        written &+= 1
        offset &+= 1
    }

    /// The byte of the next token.
    @inline(__always)
    private mutating func next(_ text: Span<UInt8>) throws(JSONError) -> UInt8 {
        offset = text.endOfBlanks(from: offset)
        guard offset < text.count else { throw JSONError(.unexpectedEnd, at: text.count) }
        return text[offset]
    }

    private var unexpected: JSONError { JSONError(.unexpectedByte, at: offset) }

    // MARK: Open brackets

    private var isInObject: Bool {
        let level = depth &- 1
        return objects[level &>> 6] &>> UInt64(level & 63) & 1 == 1
    }

    private mutating func push(isObject: Bool) throws(JSONError) {
        guard depth < Self.maximumDepth else { throw JSONError(.tooDeep, at: offset) }
        let bit: UInt64 = 1 &<< UInt64(depth & 63)
        if isObject { objects[depth &>> 6] |= bit } else { objects[depth &>> 6] &= ~bit }
        depth &+= 1
    }

    private mutating func pop(_ byte: UInt8, _ output: inout MutableRawSpan) {
        write(byte, &output)
        depth &-= 1
    }
}
