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

    private static func escape(_ text: Span<UInt8>, _ place: Int) -> StaticString? {
        switch text[place] {
        case UInt8(ascii: "|"): "\\|"
        case UInt8(ascii: "\\"): "\\\\"
        case UInt8(ascii: "*"): "\\*"
        case UInt8(ascii: "`"): "\\`"
        case UInt8(ascii: "["): "\\["
        case UInt8(ascii: "~"): "\\~"
        // Inside a word it is none of the marks.
        case UInt8(ascii: "_") where !isInsideWord(text, place): "\\_"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\n"): "<br>"
        default: nil
        }
    }

    private static func isInsideWord(_ text: Span<UInt8>, _ place: Int) -> Bool {
        place > 0 && place + 1 < text.count && isLetter(text[place - 1])
            && isLetter(text[place + 1])
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
