import TuneQLSyntax
import TuneQLText

/// SQL in which values stay what they are: literals outside quotes, and text between them.
///
/// The place is that of the text which is really written, whatever conditions and loops made it.
struct SQLOutput: TemplateOutput {
    var source: TemplateSource {
        willSet {
            flushOpening()
            if let tag = source.tag { ending?.range = tag }
        }
    }
    private var result = RewrittenSQL()
    private(set) var count = 0
    private var place = SQLPlace()
    private var insert = InsertPlace()
    /// The last byte that was written; a blank at the start.
    private var last = UInt8(ascii: " ")
    /// A literal at the very end, which the next byte must not touch.
    private var ending: SQLValue?
    /// An opening quote that is written with what follows, since NULL takes its place.
    private var opening: Range<Int>?
    /// A value of NULL whose closing quote is expected.
    private var missing: SQLValue?
    /// A NULL that was written, after which the value of the INSERT has to end.
    private var null: SQLValue?

    init(template bytes: [UInt8]) {
        source = TemplateSource(bytes: bytes)
    }

    mutating func write(_ range: Range<Int>) throws(SyntaxError) {
        let bytes = source.bytes
        var start = range.lowerBound
        var offset = start
        while offset < range.upperBound {
            let byte = bytes[offset]
            if missing != nil {
                try close(byte, after: offset + 1 < range.upperBound ? bytes[offset + 1] : nil)
                offset += 1
                start = offset
                continue
            }
            try pass(byte)
            offset += 1
            if opensQuotes(byte) {
                copy(start..<offset - 1)
                start = offset
                opening = offset - 1..<offset
            } else if opening != nil, offset == start + 1 {
                flushOpening()
            }
        }
        copy(start..<range.upperBound)
    }

    mutating func write(_ value: SQLValue) throws(SyntaxError) -> Bool {
        if let missing { throw missing.error(Self.isNotAlone(missing)) }
        let isMissing = value.value.isUndefined || value.value.isNull
        if isMissing, opening != nil, insert.isItem {
            missing = value
            return true
        }
        guard !value.value.isUndefined else { return false }
        guard !place.isComment else {
            throw value.error("a value cannot stand in a comment")
        }
        if let ending { throw ending.touching }
        if let null { throw null.error(Self.isNotAlone(null)) }
        place.passValue()
        let text: String
        if let quote = place.quote {
            text = try value.text(in: quote)
        } else {
            text = try value.literal(after: last)
            ending = value
            insert.operand()
        }
        flushOpening()
        append(Array(text.utf8), for: value.range)
        return true
    }

    mutating func finish() throws(SyntaxError) -> RewrittenSQL {
        if let missing { throw missing.error(Self.isNotAlone(missing)) }
        flushOpening()
        return result
    }

    // MARK: Text

    /// Notes a byte of text, which must not touch a literal before it.
    private mutating func pass(_ byte: UInt8) throws(SyntaxError) {
        if let ending, SQLValue.touches(byte) { throw ending.touching }
        ending = nil
        if let null, !byte.isBlank {
            let mayFollow = byte.isLetter || ",);-/#".utf8.contains(byte)
            guard mayFollow else { throw null.error(Self.isNotAlone(null)) }
            self.null = nil
        }
        if place.isCode { insert.pass(byte) }
        place.pass(byte)
        if place.isComment { insert.leaveMark() }
        last = byte
    }

    /// Whether the byte that was just passed opens a text that may be a value of an INSERT.
    private func opensQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "'") && place.quote == byte && insert.isItem
    }

    private mutating func flushOpening() {
        guard let range = opening else { return }
        opening = nil
        insert.operand()
        copy(range)
    }

    private mutating func copy(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        if opening != nil, range != opening { flushOpening() }
        source.copy(range, to: &result)
        count += range.count
    }

    private mutating func append(_ text: [UInt8], for range: Range<Int>) {
        result.write(String(decoding: text, as: UTF8.self), for: source.tag ?? range)
        count += text.count
        if let byte = text.last { last = byte }
    }

    // MARK: NULL

    /// Takes the quote that closes a missing value, and writes NULL.
    private mutating func close(_ byte: UInt8, after following: UInt8?) throws(SyntaxError) {
        guard let value = missing else { return }
        guard byte == place.quote, following != byte else {
            throw value.error(Self.isNotAlone(value))
        }
        place.pass(byte)
        missing = nil
        opening = nil
        insert.operand()
        append(Array("NULL".utf8), for: value.range)
        null = value
    }

    private static func isNotAlone(_ value: SQLValue) -> String {
        "\(value.name) has no value, and is not the whole value of a column, which would be NULL"
    }
}
