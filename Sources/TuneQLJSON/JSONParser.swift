extension JSONValue {
    /// Reads one JSON value that fills `bytes`.
    ///
    /// - Throws: ``JSONError`` for anything that RFC 8259 does not allow, and beyond 512 levels.
    package init(parsing bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.document()
    }

    /// Reads one JSON value that fills `text`.
    package init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8))
    }
}

/// A recursive-descent parser that makes trees.
private struct JSONParser {
    let bytes: [UInt8]
    var offset = 0
    var depth = 0

    static let maximumDepth = 512

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value()
        skipBlanks()
        guard offset == bytes.count else { throw JSONError(.trailingText, at: offset) }
        return value
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        skipBlanks()
        switch try peek() {
        case UInt8(ascii: "{"): return try nested { (p) throws(JSONError) in try p.object() }
        case UInt8(ascii: "["): return try nested { (p) throws(JSONError) in try p.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try keyword("true", .bool(true))
        case UInt8(ascii: "f"): return try keyword("false", .bool(false))
        case UInt8(ascii: "n"): return try keyword("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ body: (inout JSONParser) throws(JSONError) -> JSONValue
    ) throws(JSONError) -> JSONValue {
        guard depth < Self.maximumDepth else { throw JSONError(.tooDeep, at: offset) }
        depth += 1
        offset += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        var members: [JSONMember] = []
        if accept("}") { return .object(JSONObject()) }
        repeat {
            skipBlanks()
            guard try peek() == UInt8(ascii: "\"") else { throw unexpected }
            let name = try string()
            guard accept(":") else { throw unexpected }
            members.append(JSONMember(name: name, value: try value()))
        } while accept(",")
        guard accept("}") else { throw unexpected }
        return .object(JSONObject(members))
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        var elements: [JSONValue] = []
        if accept("]") { return .array([]) }
        repeat { elements.append(try value()) } while accept(",")
        guard accept("]") else { throw unexpected }
        return .array(elements)
    }

    private mutating func string() throws(JSONError) -> String {
        let start = offset
        offset += 1
        while try peek() != UInt8(ascii: "\"") {
            guard bytes[offset] >= 0x20 else { throw JSONError(.controlCharacter, at: offset) }
            offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        offset += 1
        var text: [UInt8] = []
        text.reserveCapacity(offset - start)
        try JSONText.unescape(
            bytes.span.extracting(start + 1..<offset - 1),
            into: &text,
            from: start
        )
        guard let string = String(validating: text, as: UTF8.self) else {
            throw JSONError(.badUTF8, at: start)
        }
        return string
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = offset
        let end = try JSONText.checkedEndOfNumber(in: bytes.span, from: start)
        offset = end
        return .number(String(decoding: bytes[start..<end], as: UTF8.self))
    }

    private mutating func keyword(
        _ word: StaticString,
        _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        guard bytes[offset...].starts(with: String(describing: word).utf8) else { throw unexpected }
        offset += word.utf8CodeUnitCount
        return value
    }

    private var unexpected: JSONError {
        JSONError(offset < bytes.count ? .unexpectedByte : .unexpectedEnd, at: offset)
    }

    private func peek() throws(JSONError) -> UInt8 {
        guard offset < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
        return bytes[offset]
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func skipBlanks() {
        while offset < bytes.count, JSONText.isBlank(bytes[offset]) { offset += 1 }
    }
}
