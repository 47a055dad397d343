import TuneQLSyntax
import TuneQLText

/// Finds the placeholders in a text, except those in comments.
struct TemplateScanner {
    let bytes: [UInt8]
    private var offset = 0
    private var place = Placeholder.Place.code

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() throws(SyntaxError) -> Placeholder? {
        while offset < bytes.count {
            if isAt("{", "{") { return try placeholder() }
            switch place {
            case .code: skipCode()
            case .quotes(let quote):
                if bytes[offset] == quote { place = .code }
                offset += 1
            }
        }
        return nil
    }

    private func isAt(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        byte(at: offset) == UInt8(ascii: first) && byte(at: offset + 1) == UInt8(ascii: second)
    }

    private func byte(at index: Int) -> UInt8 {
        index >= 0 && index < bytes.count ? bytes[index] : UInt8(ascii: " ")
    }

    // MARK: Code

    private mutating func skipCode() {
        if isAt("-", "-") || isAt("/", "/") || bytes[offset] == UInt8(ascii: "#") {
            skipLine()
        } else if isAt("/", "*") {
            skipBlockComment()
        } else {
            enterQuotes()
            offset += 1
        }
    }

    private mutating func skipLine() {
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    }

    private mutating func skipBlockComment() {
        offset += 2
        while offset < bytes.count, !isAt("*", "/") { offset += 1 }
        offset = min(offset + 2, bytes.count)
    }

    private mutating func enterQuotes() {
        switch bytes[offset] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
            place = .quotes(bytes[offset])
        case UInt8(ascii: "[") where !isIndex:
            place = .quotes(UInt8(ascii: "]"))
        default: break
        }
    }

    private var isIndex: Bool {
        let before = byte(at: offset - 1)
        return before.continuesName && byte(at: offset + 1).isDigit
    }

    // MARK: Placeholders

    private mutating func placeholder() throws(SyntaxError) -> Placeholder {
        let start = offset
        offset += 2
        skipBlanks()
        if byte(at: offset) == UInt8(ascii: ".") { offset += 1 }
        let nameStart = offset
        while isPartOfName(byte(at: offset)) { offset += 1 }
        let name = String(decoding: bytes[nameStart..<offset], as: UTF8.self)
        skipBlanks()
        guard !name.isEmpty, isAt("}", "}") else { throw malformed(from: start) }
        offset += 2
        return Placeholder(
            name: name,
            range: start..<offset,
            place: place,
            before: byte(at: start - 1),
            after: byte(at: offset)
        )
    }

    private mutating func skipBlanks() {
        while offset < bytes.count, bytes[offset].isBlank { offset += 1 }
    }

    private func isPartOfName(_ byte: UInt8) -> Bool {
        byte.continuesName || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    /// The error for a range up to the closing braces on the line, or to the end of the line.
    private mutating func malformed(from start: Int) -> SyntaxError {
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n"), !isAt("}", "}") {
            offset += 1
        }
        if isAt("}", "}") { offset += 2 }
        let found = String(decoding: bytes[start..<offset], as: UTF8.self)
        return SyntaxError(
            range: start..<offset,
            message: "expected {{ name }}, found \(found.shortened)"
        )
    }
}
