import TuneQLJSON

/// Comma-separated values after RFC 4180, with line feeds.
///
/// NULL is nothing at all and an empty string is `""`, so that the two can be told apart.
struct CSVRenderer: TextRenderer {
    private let options: RenderingOptions
    var output: OutputBuffer
    private(set) var columns: [RenderedColumn] = []
    var column = 0

    init(_ options: RenderingOptions, _ output: OutputBuffer) {
        self.options = options
        self.output = output
    }

    mutating func begin(columns: [RenderedColumn]) throws {
        self.columns = columns
        guard !options.hidesHeaders else { return }
        beginRow()
        for column in columns { append(text: column.name.utf8.span) }
        try endRow()
    }

    mutating func writeNull() {
        separate()
    }

    mutating func write(_ text: Span<UInt8>, isSafe: Bool) {
        separate()
        if !text.isEmpty, isSafe || isPlain(text) {
            output.bytes.append(copying: text)
        } else {
            quote(text)
        }
    }

    mutating func endRow() throws {
        output.append("\n")
        try output.flushIfLarge()
    }

    mutating func finish() throws {}

    private mutating func separate() {
        if column > 0 { output.bytes.append(options.delimiter) }
    }

    private func isPlain(_ text: Span<UInt8>) -> Bool {
        text.firstStop(UInt8(ascii: "\""), options.delimiter, from: 0) == text.count
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
