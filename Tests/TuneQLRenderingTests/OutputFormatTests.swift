import Testing
import TuneQLRendering

struct OutputFormatTests {
    @Test func `formats have the names that users write`() {
        let names = [
            "table", "box", "csv", "tsv", "json", "jsonl", "envelope", "markdown", "html",
            "html-table", "line", "list", "raw", "insert", "quote", "yaml", "xlsx", "chart", "svg",
            "none",
        ]
        #expect(OutputFormat.allCases.map(\.rawValue) == names)
    }

    @Test(arguments: textFormats)
    func `text is handed on in large pieces, and nothing is lost`(format: OutputFormat) throws {
        let pieces = Pieces()
        var renderer = format.renderer { pieces.append($0) }
        let long = TestCell.text(Array(repeating: UInt8(ascii: "z"), count: 1_000))
        let rows = (0..<500).map { _ in [long] }
        try renderer.render(TestResult(columns: [RenderedColumn("c")], rows: rows))
        #expect(pieces.pieces.count > 3)
        #expect(pieces.pieces.allSatisfy { (65_536..<70_000).contains($0.count) })
        try renderer.flush()
        #expect(pieces.text.utf8.count { $0 == UInt8(ascii: "z") } == 500_000)
        let count = pieces.pieces.count
        try renderer.flush()
        #expect(pieces.pieces.count == count)
    }

    @Test(arguments: textFormats)
    func `what the sink throws is thrown on`(format: OutputFormat) throws {
        struct Closed: Error {}
        var renderer = format.renderer { _ in throw Closed() }
        try renderer.begin(columns: [RenderedColumn("c")])
        renderer.beginRow()
        renderer.append(text: "x".utf8.span)
        try renderer.endRow()
        try renderer.finish()
        #expect(throws: Closed.self) { try renderer.flush() }
    }
}
