import Testing
import TuneQLRendering

private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

struct TableRendererTests {
    @Test func `columns are aligned, and numbers stand at the right`() throws {
        let text = """
             name   | steps
            --------+-------
             first  |   642
             second |  NULL
            (2 rows)

             a|b
            -----
             x
            (1 row)

            """
        #expect(try rendered(.table, RenderingOptions(), jobs, single) == text)
    }

    @Test func `an empty result shows its columns`() throws {
        let text = " name | steps\n------+-------\n(0 rows)\n"
        #expect(try rendered(.table, RenderingOptions(), empty) == text)
    }

    @Test func `without headers only rows are left`() throws {
        let text = " first  | 642\n second | NULL\n"
        let aligned = text.replacing("| 642", with: "|  642")
        #expect(try rendered(.table, RenderingOptions(hidesHeaders: true), jobs) == aligned)
    }

    @Test(
        arguments: [
            ("a\nb\tc\r", #"a\nb\tc\r"#), ("\u{1b}[31mred\u{7}", #"\x1b[31mred\x07"#),
            ("\u{0}", #"\x00"#), ("é\u{9b}31m", #"é\u{9b}31m"#), ("a\u{202e}b", #"a\u{202e}b"#),
            ("\u{2028}", #"\u{2028}"#), ("é\u{1b}\u{7f}", #"é\x1b\x7f"#), ("", ""), (nil, "NULL"),
            ("日本", "日本"), (.text([0xFF, 0x1B]), "\u{FFFD}\\x1b"), (.blob([1]), "x'01'"),
            (1e300, "1e+300"), (#"{"a":"b"}"#, #"{"a":"b"}"#),
        ] as [(TestCell, String)]
    )
    func `a cell cannot drive the terminal`(cell: TestCell, expected: String) throws {
        #expect(try cells(.table, .text, [cell]) == " \(expected)\n")
        #expect(try cells(.line, .text, [cell]) == "\(expected)\n")
    }

    @Test func `names cannot drive the terminal either`() throws {
        let result = TestResult(columns: [RenderedColumn("\u{1b}c")], rows: [])
        for format in textFormats
        where ![.csv, .tsv, .list, .raw, .insert, .quote].contains(format) {
            #expect(!(try rendered(format, RenderingOptions(), result)).contains("\u{1b}"))
        }
    }

    @Test(
        arguments: [
            ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한국", 4), ("ｆｕ", 4), ("🎵", 2),
            ("👩‍👩‍👧‍👦", 2), ("🇩🇪", 2), ("❤️", 2), ("☃", 1), ("👍🏽", 2), ("、", 2), ("…", 1), ("Ω", 1),
        ])
    func `a text takes as much room as a terminal gives it`(text: String, width: Int) throws {
        let result = TestResult(
            columns: [RenderedColumn(""), RenderedColumn("")],
            rows: [[.init(stringLiteral: text), "|"]]
        )
        let table = lines(try rendered(.table, RenderingOptions(), result))
        #expect(table[1] == String(repeating: "-", count: width + 2) + "+---")
        #expect(table[2] == " \(text) | |")
    }

    @Test func `wide text columns are cut to the width of the terminal`() throws {
        let result = TestResult(
            columns: [RenderedColumn("id", .integer), RenderedColumn("s"), RenderedColumn("long")],
            rows: [
                [1_234_567_890_123, "short", "0123456789012345678901234567890"],
                [1, "日本語日本語日本語日本語", "x"],
            ]
        )
        let text = """
                        id | s          | long
            ---------------+------------+------------
             1234567890123 | short      | 01234…7890
                         1 | 日本…本語  | x
            (2 rows)
            2 values were cut to fit the screen; -o line shows all of them

            """
        #expect(try rendered(.table, RenderingOptions(width: 41), result) == text)
    }

    @Test func `columns never get narrower than four`() throws {
        let result = TestResult(
            columns: (0..<3).map { _ in RenderedColumn("name") },
            rows: [["123456", "ab", "1234"]]
        )
        let table = lines(try rendered(.table, RenderingOptions(width: 5), result))
        #expect(table[2] == " 12…6 | ab   | 1234")
    }

    @Test func `more than a thousand rows are aligned block by block`() throws {
        var rows: [[TestCell]] = (0..<1_500).map { _ in ["a", "b"] }
        rows[1_200][0] = "wider"
        let columns = [RenderedColumn("x"), RenderedColumn("y")]
        let table = lines(
            try rendered(.table, RenderingOptions(), TestResult(columns: columns, rows: rows))
        )
        #expect(table[1] == "---+---")
        #expect(table[1_001] == " a | b")
        #expect(table[1_002] == " a     | b")
        #expect(table[1_202] == " wider | b")
        #expect(table[1_502] == "(1500 rows)")
    }
}
