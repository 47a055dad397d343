import Testing
import TuneQLRendering

struct NullTextTests {
    private static let options = RenderingOptions(hidesHeaders: true, nullText: "<null>")
    private static let result = TestResult(
        columns: [RenderedColumn("a"), RenderedColumn("b")],
        rows: [[nil, "<null>"]]
    )

    @Test(
        arguments: [
            (.csv, "<null>,\"<null>\"\n"), (.tsv, "<null>\t<null>\n"),
            (.table, " <null> | <null>\n"), (.line, "<null>\n<null>\n"),
            (.markdown, "| &lt;null> | &lt;null> |\n"),
            (
                .htmlTable,
                "<table>\n<tr><td class=\"null\">&lt;null&gt;</td><td>&lt;null&gt;</td></tr>\n</table>\n"
            ),
            (.json, "[{\"a\":null,\"b\":\"<null>\"}]\n"),
        ] as [(OutputFormat, String)]
    )
    func `NULL has the chosen text, and none in JSON`(format: OutputFormat, text: String) throws {
        #expect(try rendered(format, Self.options, Self.result) == text)
    }

    @Test func `a width of one's own is the least of its column`() throws {
        var options = RenderingOptions(hidesHeaders: true)
        options.widths = [0, 6]
        #expect(
            try rendered(.table, options, Self.result, Self.result).hasPrefix(" NULL | <null>\n")
        )
        options.widths = [8]
        #expect(try rendered(.table, options, Self.result) == " NULL     | <null>\n")
    }

    @Test func `a result that follows another is set apart`() throws {
        var options = Self.options
        options.followsResult = true
        #expect(try rendered(.table, options, Self.result) == "\n <null> | <null>\n")
    }

    @Test func `no format at all writes nothing`() throws {
        #expect(try rendered(.none, RenderingOptions(), Self.result) == "")
    }
}
