import TuneQLJSON

/// A line for each row, with a delimiter between its values.
struct SeparatedRenderer: TextRenderer {
    /// How delimiters and line breaks inside a value are marked.
    enum Dialect {
        /// CSV as in RFC 4180, but with line feeds: such values are quoted.
        ///
        /// NULL is written as nothing and an empty string as `""`, to keep the two distinct; with
        /// another text for NULL, a value of that text is quoted.
        case quoted
        /// TSV: tabs, line breaks and backslashes are escaped.
        ///
        /// NULL is `\N`, as in PostgreSQL and MySQL.
        case escaped
    }

    private let dialect: Dialect
    private let delimiter: UInt8
    private let hidesHeaders: Bool
    /// The text for NULL; a value of the same text is quoted.
    private let nullText: [UInt8]
    var output: OutputBuffer
    private(set) var columns: [RenderedColumn] = []
    var column = 0

    init(_ dialect: Dialect, _ options: RenderingOptions, _ output: OutputBuffer) {
        self.dialect = dialect
        delimiter = dialect == .quoted ? options.delimiter : UInt8(ascii: "\t")
        hidesHeaders = options.hidesHeaders
        nullText = Array((options.nullText ?? (dialect == .quoted ? "" : "\\N")).utf8)
        self.output = output
    }

    mutating func begin(columns: [RenderedColumn]) throws {
        self.columns = columns
        if !hidesHeaders { try writeNames() }
    }

    mutating func writeNull() {
        separate()
        output.bytes += nullText
    }

    mutating func write(_ text: Span<UInt8>, isSafe: Bool) {
        separate()
        switch dialect {
        case .quoted where text.isEmpty || !isSafe && !isPlain(text): quote(text)
        case .escaped where !isSafe: escape(text)
        case .quoted, .escaped: output.bytes.append(copying: text)
        }
    }

    mutating func endRow() throws {
        output.append("\n")
        try output.flushIfLarge()
    }

    mutating func finish() throws {}

    private mutating func separate() {
        if column > 0 { output.bytes.append(delimiter) }
    }
}

// MARK: - Quoting

extension SeparatedRenderer {
    private func isPlain(_ text: Span<UInt8>) -> Bool {
        text.firstStop(UInt8(ascii: "\""), delimiter, from: 0) == text.count && !isNullText(text)
    }

    private func isNullText(_ text: Span<UInt8>) -> Bool {
        text.count == nullText.count && text.indices.allSatisfy { text[$0] == nullText[$0] }
    }

    private mutating func quote(_ text: Span<UInt8>) {
        let quote = UInt8(ascii: "\"")
        output.bytes.append(quote)
        var start = 0
        while start < text.count {
            let stop = text.firstStop(quote, quote, from: start)
            let end = min(stop + 1, text.count)
            output.bytes.append(copying: text.extracting(start..<end))
            if stop < text.count, text[stop] == quote { output.bytes.append(quote) }
            start = end
        }
        output.bytes.append(quote)
    }
}

// MARK: - Escapes

extension SeparatedRenderer {
    private mutating func escape(_ text: Span<UInt8>) {
        let backslash = UInt8(ascii: "\\")
        var start = 0
        while true {
            let end = text.firstStop(backslash, backslash, from: start)
            output.bytes.append(copying: text.extracting(start..<end))
            guard end < text.count else { return }
            escape(text[end])
            start = end + 1
        }
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\t"): output.append("\\t")
        case UInt8(ascii: "\n"): output.append("\\n")
        case UInt8(ascii: "\r"): output.append("\\r")
        case UInt8(ascii: "\\"): output.append("\\\\")
        default: output.bytes.append(byte)
        }
    }
}
