/// A `table` element for each result; NULL is a cell with the class `null`.
struct HTMLRenderer: TextRenderer {
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
        output.append("<table>\n")
        guard !options.hidesHeaders else { return }
        beginRow()
        output.append("<tr>")
        for column in columns { element("<th>", column.name.utf8.span, "</th>") }
        output.append("</tr>\n")
    }

    mutating func writeNull() {
        if column == 0 { output.append("<tr>") }
        element("<td class=\"null\">", (options.nullText ?? "NULL").utf8.span, "</td>")
    }

    mutating func write(_ text: Span<UInt8>, isSafe: Bool) {
        if column == 0 { output.append("<tr>") }
        element("<td>", text, "</td>")
    }

    mutating func endRow() throws {
        output.append("</tr>\n")
        try output.flushIfLarge()
    }

    mutating func finish() throws {
        output.append("</table>\n")
    }

    /// Leaves the element open.
    mutating func breakOff() throws {}

    private mutating func element(_ open: StaticString, _ text: Span<UInt8>, _ close: StaticString)
    {
        output.append(open)
        Markup.append(text, to: &output.bytes, escape: Self.escape)
        output.append(close)
    }

    /// The markup in place of a character of text.
    static func escape(_ text: Span<UInt8>, _ place: Int) -> StaticString? {
        switch text[place] {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "\n"): "<br>"
        default: nil
        }
    }
}
