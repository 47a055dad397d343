extension JSONValue {
    /// The value as JSON text without whitespace.
    package var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// The value as UTF-8 JSON text without whitespace.
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        write(to: &output, indentation: nil)
        return output
    }

    /// Appends the value as JSON text.
    ///
    /// - Parameters:
    ///   - output: The array that the text is appended to.
    ///   - indentation: The number of spaces per level; nil writes everything on one line.
    ///   - level: The nesting level of the value.
    package func write(to output: inout [UInt8], indentation: Int?, level: Int = 0) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let digits): output.append(contentsOf: digits.utf8)
        case .string(let text): JSONText.quote(text.utf8, to: &output)
        case .array(let elements):
            JSONText.list("[", "]", elements, to: &output, indentation, level) { element, output in
                element.write(to: &output, indentation: indentation, level: level + 1)
            }
        case .object(let object):
            JSONText.list("{", "}", object.members, to: &output, indentation, level) {
                member,
                output in
                JSONText.quote(member.name.utf8, to: &output)
                output.append(UInt8(ascii: ":"))
                if indentation != nil { output.append(UInt8(ascii: " ")) }
                member.value.write(to: &output, indentation: indentation, level: level + 1)
            }
        }
    }
}

extension JSONText {
    /// Appends a string literal; escapes what JSON demands, and DEL.
    package static func quote(_ text: some Sequence<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text { appendEscaped(byte, to: &output) }
        output.append(UInt8(ascii: "\""))
    }

    /// Appends a string literal; faster than the version for a sequence.
    ///
    /// Bytes that are not UTF-8 become U+FFFD, and C1 control characters, which terminals obey, are
    /// escaped.
    package static func quote(_ text: Span<UInt8>, to output: inout [UInt8]) {
        guard text.isASCII || text.isPlainUTF8 else {
            let repaired = String(decoding: text.indices.map { text[$0] }, as: UTF8.self)
            return quote(scalars: repaired.unicodeScalars, to: &output)
        }
        output.append(UInt8(ascii: "\""))
        var offset = 0
        while true {
            let stop = text.firstStop(UInt8(ascii: "\""), UInt8(ascii: "\\"), from: offset)
            output.append(copying: text.extracting(offset..<stop))
            guard stop < text.count else { break }
            appendEscaped(text[stop], to: &output)
            offset = stop + 1
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func quote(scalars: String.UnicodeScalarView, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for scalar in scalars {
            switch scalar.value {
            case 0..<0x80: appendEscaped(UInt8(scalar.value), to: &output)
            case 0x80..<0xA0: appendHex(UInt8(scalar.value), to: &output)
            default:
                output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Appends one byte of a string literal's text.
    package static func appendEscaped(_ byte: UInt8, to output: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
        case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
        case 0x0A: output.append(contentsOf: "\\n".utf8)
        case 0x0D: output.append(contentsOf: "\\r".utf8)
        case 0x09: output.append(contentsOf: "\\t".utf8)
        case 0x00..<0x20, 0x7F: appendHex(byte, to: &output)
        default: output.append(byte)
        }
    }

    private static func appendHex(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(contentsOf: "\\u00".utf8)
        output.append(hexDigit(byte >> 4))
        output.append(hexDigit(byte & 0xF))
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x57 + value
    }

    fileprivate static func list<Element>(
        _ open: Unicode.Scalar,
        _ close: Unicode.Scalar,
        _ elements: [Element],
        to output: inout [UInt8],
        _ indentation: Int?,
        _ level: Int,
        write: (Element, inout [UInt8]) -> Void
    ) {
        output.append(UInt8(ascii: open))
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            newline(to: &output, indentation, level + 1)
            write(element, &output)
        }
        if !elements.isEmpty { newline(to: &output, indentation, level) }
        output.append(UInt8(ascii: close))
    }

    private static func newline(to output: inout [UInt8], _ indentation: Int?, _ level: Int) {
        guard let indentation else { return }
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: indentation * level))
    }
}
