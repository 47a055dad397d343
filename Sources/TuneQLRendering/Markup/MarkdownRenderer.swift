/// A table in GitHub's Markdown; characters that would be read as markup are escaped.
struct MarkdownRenderer: TextRenderer {
    private let options: RenderingOptions
    var output: OutputBuffer
    private(set) var columns: [RenderedColumn] = []
    var column = 0
    private var isFirst: Bool

    init(_ options: RenderingOptions, _ output: OutputBuffer) {
        self.options = options
        self.output = output
        isFirst = !options.followsResult
    }

    mutating func begin(columns: [RenderedColumn]) throws {
        if !isFirst { output.append("\n") }
        isFirst = false
        self.columns = columns
        guard !options.hidesHeaders else { return }
        try writeNames()
        for column in columns { output.append(column.isNumeric ? "| ---: " : "| --- ") }
        try endRow()
    }

    mutating func writeNull() {
        write((options.nullText ?? "NULL").utf8.span, isSafe: false)
    }

    mutating func write(_ text: Span<UInt8>, isSafe: Bool) {
        output.append("| ")
        Markup.append(text, to: &output.bytes, escape: Self.escape)
        output.append(" ")
    }

    mutating func endRow() throws {
        output.append("|\n")
        try output.flushIfLarge()
    }

    mutating func finish() throws {}

    private static func escape(_ byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "|"): "\\|"
        case UInt8(ascii: "\\"): "\\\\"
        case UInt8(ascii: "*"): "\\*"
        case UInt8(ascii: "`"): "\\`"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\n"): "<br>"
        default: nil
        }
    }
}
