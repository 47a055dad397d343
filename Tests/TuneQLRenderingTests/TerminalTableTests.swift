import Testing
import TuneQLRendering

/// Tables as people see them on a terminal.
struct TerminalTableTests {
    private static let long = String(repeating: "a", count: 30) + String(repeating: "z", count: 30)
    private static let wide = TestResult(
        columns: [RenderedColumn("id", .integer), RenderedColumn("text")],
        rows: [[1, .init(stringLiteral: long)], [2, nil]]
    )

    private static func options(_ width: Int, _ expansion: RenderingOptions.Choice = .auto)
        -> RenderingOptions
    {
        var options = RenderingOptions(width: width)
        options.isForTerminal = true
        options.expansion = expansion
        return options
    }

    @Test func `a box has lines all around`() throws {
        let text = """
            ┌────────┬───────┐
            │ name   │ steps │
            ├────────┼───────┤
            │ first  │   642 │
            │ second │  NULL │
            └────────┴───────┘
            (2 rows)

            """
        #expect(try rendered(.box, RenderingOptions(), jobs) == text)
    }

    @Test func `a box without names has none`() throws {
        let text = "┌───┐\n│ x │\n└───┘\n"
        #expect(try rendered(.box, RenderingOptions(hidesHeaders: true), single) == text)
    }

    @Test(arguments: [40, 60])
    func `a wide value is cut in its middle, and the line below says how to see it`(width: Int)
        throws
    {
        let lines = try rendered(.box, Self.options(width), Self.wide).split(separator: "\n")
        #expect(lines.prefix(6).allSatisfy { $0.count == width })
        #expect(lines[3].contains("aa…zz"))
        #expect(lines.last == "1 value was cut to fit the screen; -o line shows all of it")
    }

    @Test func `a table that fits is not cut and says nothing`() throws {
        let text = try rendered(.table, Self.options(80), Self.wide)
        #expect(text.contains(Self.long))
        #expect(text.hasSuffix("\n(2 rows)\n"))
    }

    @Test func `a table that is too wide to be read becomes blocks of lines`() throws {
        let columns = (1...4).map { RenderedColumn("c\($0)") }
        let cell = TestCell(stringLiteral: Self.long)
        let result = TestResult(
            columns: columns,
            rows: [[cell, "x", cell, cell], [nil, "y", "", nil]]
        )
        let text = try rendered(.table, Self.options(40), result)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "-[ RECORD 1 ]---------------------------")
        #expect(lines[1] == "c1 | \(Self.long)")
        #expect(lines[5].hasPrefix("-[ RECORD 2 ]"))
        #expect(lines[6...] == ["c1 | NULL", "c2 | y", "c3 | ", "c4 | NULL", "(2 rows)", ""])
        let table = try rendered(.table, Self.options(40, .off), result)
        #expect(!table.contains("RECORD"))
    }

    @Test func `blocks of lines can be asked for`() throws {
        let text = """
            ─[ RECORD 1 ]─
            name  │ first
            steps │ 642
            ─[ RECORD 2 ]─
            name  │ second
            steps │ NULL
            (2 rows)

            """
        #expect(try rendered(.box, Self.options(80, .on), jobs) == text)
    }

    @Test func `rows are there as soon as they are asked for`() throws {
        let pieces = Pieces()
        var renderer = OutputFormat.box.renderer(Self.options(80)) { pieces.append($0) }
        try renderer.begin(columns: jobs.columns)
        for row in 1...2 {
            renderer.beginRow()
            renderer.append(text: "r\(row)".utf8.span)
            renderer.append(integer: Int64(row))
            try renderer.endRow()
            try renderer.flush()
            #expect(pieces.text.contains("│ r\(row) "))
        }
        try renderer.finish()
        try renderer.flush()
        #expect(pieces.text.components(of: "name") == 1)
        #expect(pieces.text.hasSuffix("┘\n(2 rows)\n"))
    }

    @Test func `colours are modest, and vanish with the option`() throws {
        var options = RenderingOptions()
        options.isColored = true
        let colored = try rendered(.table, options, jobs)
        #expect(colored.contains("\u{1B}[2mNULL\u{1B}[0m"))
        #expect(colored.contains("\u{1B}[1mname\u{1B}[0m"))
        let codes = ["\u{1B}[0m", "\u{1B}[1m", "\u{1B}[2m"]
        let plain = codes.reduce(colored) { $0.replacing($1, with: "") }
        #expect(try plain == rendered(.table, RenderingOptions(), jobs))
    }
}

extension String {
    /// The number of times that a text occurs.
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
