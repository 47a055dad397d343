extension JSONPageScanner {
    /// The position of a member's name, without its quotes.
    struct Name {
        var start: Int
        var end: Int
        var hasEscapes: Bool
    }

    /// Moves past the bracket that opens an object.
    @inline(__always)
    mutating func open(_ text: Span<UInt8>) throws(JSONError) {
        guard try current(text) == UInt8(ascii: "{") else { throw wrongShape(text) }
        offset = text.endOfBlanks(from: offset &+ 1)
    }

    /// Moves to the next member's value, or past the object's end, which returns nil.
    @inline(__always)
    mutating func name(_ text: Span<UInt8>, _ isFirst: inout Bool) throws(JSONError) -> Name? {
        offset = text.endOfBlanks(from: offset)
        let byte = try current(text)
        if byte == UInt8(ascii: "}") {
            offset &+= 1
            return nil
        }
        if !isFirst {
            guard byte == UInt8(ascii: ",") else { throw unexpected }
            offset = text.endOfBlanks(from: offset &+ 1)
        }
        isFirst = false
        return try nameAndColon(text)
    }

    @inline(__always)
    private mutating func nameAndColon(_ text: Span<UInt8>) throws(JSONError) -> Name {
        guard try current(text) == UInt8(ascii: "\"") else { throw unexpected }
        let start = offset &+ 1
        let end = try JSONText.endOfString(in: text, from: start)
        offset = text.endOfBlanks(from: end.offset &+ 1)
        guard try current(text) == UInt8(ascii: ":") else { throw unexpected }
        offset = text.endOfBlanks(from: offset &+ 1)
        return Name(start: start, end: end.offset, hasEscapes: end.hasEscapes)
    }

    /// Whether a name in the text, once unescaped, is `wanted`.
    func matches(
        _ name: Name,
        _ wanted: [UInt8],
        _ text: Span<UInt8>
    ) throws(JSONError) -> Bool {
        try plainName(name, text) == wanted
    }

    /// The text of a name, unescaped.
    func plainName(_ name: Name, _ text: Span<UInt8>) throws(JSONError) -> [UInt8] {
        var plain: [UInt8] = []
        let literal = text.extracting(name.start..<name.end)
        try JSONText.unescape(literal, into: &plain, from: name.start)
        return plain
    }

    /// Reads the value that starts here; objects and arrays are only skipped.
    @inline(__always)
    mutating func value(_ text: Span<UInt8>) throws(JSONError) -> JSONCell {
        let start = offset
        switch try current(text) {
        case UInt8(ascii: "\""):
            let end = try JSONText.endOfString(in: text, from: start &+ 1)
            offset = end.offset &+ 1
            return JSONCell(end.hasEscapes ? .escapedString : .string, start &+ 1, end.offset)
        case UInt8(ascii: "{"):
            offset = try JSONNesting.end(in: text, from: start)
            return JSONCell(.object, start, offset)
        case UInt8(ascii: "["):
            offset = try JSONNesting.end(in: text, from: start)
            return JSONCell(.array, start, offset)
        default:
            return try word(text)
        }
    }

    /// Reads a number or a keyword.
    private mutating func word(_ text: Span<UInt8>) throws(JSONError) -> JSONCell {
        let start = offset
        let kind: JSONSlice.Kind
        switch text[start] {
        case UInt8(ascii: "t"):
            offset = try JSONText.endOfKeyword(JSONText.trueWord, in: text, from: start)
            kind = .true
        case UInt8(ascii: "f"):
            offset = try JSONText.endOfKeyword(JSONText.falseWord, in: text, from: start)
            kind = .false
        case UInt8(ascii: "n"):
            offset = try JSONText.endOfKeyword(JSONText.nullWord, in: text, from: start)
            kind = .null
        default:
            kind = try number(text)
        }
        return JSONCell(kind, start, offset)
    }

    private mutating func number(_ text: Span<UInt8>) throws(JSONError) -> JSONSlice.Kind {
        let start = offset
        offset = try JSONText.checkedEndOfNumber(in: text, from: start)
        for place in start..<offset where Self.isFractional(text[place]) { return .real }
        return .integer
    }

    private static func isFractional(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
    }

    /// The byte at the current offset.
    @inline(__always)
    func current(_ text: Span<UInt8>) throws(JSONError) -> UInt8 {
        guard offset < text.count else { throw JSONError(.unexpectedEnd, at: text.count) }
        return text[offset]
    }

    var unexpected: JSONError { JSONError(.unexpectedByte, at: offset) }

    /// The error for a value here that the layout does not allow, or for text that is not a value.
    func wrongShape(_ text: Span<UInt8>) -> JSONError {
        var probe = self
        do {
            _ = try probe.value(text)
            return JSONError(.wrongShape, at: offset)
        } catch {
            return error
        }
    }
}
