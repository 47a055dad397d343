import TuneQLJSON

/// Tab-separated values, a line for each row: tabs, line breaks and backslashes are escaped.
///
/// NULL is `\N`, as for PostgreSQL and MySQL.
struct TSVRenderer: TextRenderer {
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
        output.append("\\N")
    }

    mutating func write(_ text: Span<UInt8>, isSafe: Bool) {
        separate()
        let backslash = UInt8(ascii: "\\")
        var start = 0
        while true {
            let end = isSafe ? text.count : text.firstStop(backslash, backslash, from: start)
            output.bytes.append(copying: text.extracting(start..<end))
            guard end < text.count else { return }
            escape(text[end])
            start = end + 1
        }
    }

    mutating func endRow() throws {
        output.append("\n")
        try output.flushIfLarge()
    }

    mutating func finish() throws {}

    private mutating func separate() {
        if column > 0 { output.append("\t") }
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
