import Testing
import TuneQLJSON
import TuneQLRendering

/// Results that fail behind their first rows.
struct BrokenOffTests {
    private static func text(_ format: OutputFormat, hidesHeaders: Bool = false) throws -> String {
        let pieces = Pieces()
        let options = RenderingOptions(hidesHeaders: hidesHeaders)
        var renderer = format.renderer(options) { pieces.append($0) }
        try renderer.begin(columns: [RenderedColumn("a", .integer)])
        for number in 1...2 {
            renderer.beginRow()
            renderer.append(integer: Int64(number))
            try renderer.endRow()
        }
        renderer.record(ResultEnding(isComplete: false))
        try renderer.breakOff()
        try renderer.flush()
        return pieces.text
    }

    @Test func `an array stays open`() throws {
        let text = try Self.text(.json)
        #expect(text == #"[{"a":1},"# + "\n" + #"{"a":2}"# + "\n")
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    @Test(arguments: [
        (OutputFormat.table, "(2 rows, incomplete)\n"), (.htmlTable, "<tr><td>2</td></tr>\n"),
        (.html, "<p class=\"warning\" role=\"alert\">This result is incomplete</p>\n</section>\n"),
        (.chart, ""), (.svg, ""),
        (.csv, "1\n2\n"), (.jsonl, #"{"a":2}"# + "\n"), (.line, "a = 2\n"),
        (.envelope, #""complete":false,"# + "\n" + #""scopes":[]}"# + "\n"),
    ])
    func `nothing says that the rows are all`(_ format: OutputFormat, _ end: String) throws {
        #expect(try Self.text(format).hasSuffix(end))
    }

    @Test func `without headers a table has rows alone`() throws {
        #expect(try Self.text(.table, hidesHeaders: true) == " 1\n 2\n")
    }
}
