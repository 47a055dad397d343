/// The table of a result on a page.
struct PageTable: TextRenderer {
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
        output.bytes += "<section>\n\(HTMLPage.filter)".utf8
        output.append("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Result\">")
        output.append("<table>\n")
        if !options.hidesHeaders {
            let heads = columns.map { HTMLTable.head($0.name, isNumeric: $0.isNumeric) }
            output.bytes += "<thead><tr>\(heads.joined())</tr></thead>\n".utf8
        }
        output.append("<tbody>\n")
    }

    mutating func writeNull() {
        if column == 0 { output.append("<tr>") }
        let text = MarkupText.escaped(options.nullText ?? "NULL")
        output.bytes += "<td class=\"null\">\(text)</td>".utf8
    }

    mutating func write(_ text: Span<UInt8>, isSafe: Bool) {
        if column == 0 { output.append("<tr>") }
        let isNumber = isSafe && columns[column].kind != .boolean
        output.append(isNumber ? "<td class=\"number\">" : "<td>")
        Markup.append(text, to: &output.bytes, escape: HTMLRenderer.escape)
        output.append("</td>")
    }

    mutating func endRow() throws {
        output.append("</tr>\n")
        try output.flushIfLarge()
    }

    mutating func finish() throws {
        output.append("</tbody>\n</table></div>\n")
    }
}
