import Testing
import TuneQLRendering

struct QuotedValuesTests {
    @Test func `a result has a line of names and a line for each row`() throws {
        #expect(try rendered(.csv, RenderingOptions(), jobs) == "name,steps\nfirst,642\nsecond,\n")
        #expect(try rendered(.csv, RenderingOptions(), empty) == "name,steps\n")
        #expect(
            try rendered(.csv, RenderingOptions(hidesHeaders: true), jobs) == "first,642\nsecond,\n"
        )
    }

    @Test(
        arguments: [
            (nil, ""), ("", "\"\""), ("a b", "a b"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
            ("\"\"", "\"\"\"\"\"\""), ("a\r\nb", "\"a\r\nb\""), ("日本,語", "\"日本,語\""),
            ("a;b", "a;b"),
            ("nul\u{0}", "\"nul\u{0}\""), (#"{"a":1}"#, #""{""a"":1}""#),
            (.blob([0, 0xAF]), "x'00af'"),
            (9_007_199_254_740_993, "9007199254740993"), (1e300, "1e+300"), (.real(.nan), "NaN"),
            (.real(-.infinity), "-Infinity"),
        ] as [(TestCell, String)]
    )
    func `a cell is quoted when it must be`(cell: TestCell, expected: String) throws {
        #expect(try cells(.csv, .text, [cell]) == expected + "\n")
    }

    @Test func `booleans are words`() throws {
        #expect(try cells(.csv, .boolean, [1, 0, 2, nil]) == "true\nfalse\n2\n\n")
    }

    @Test func `another delimiter is quoted too`() throws {
        let columns = [RenderedColumn("a;b"), RenderedColumn("c,d")]
        let result = TestResult(columns: columns, rows: [["1;2", "3,4"]])
        let options = RenderingOptions(delimiter: UInt8(ascii: ";"))
        #expect(try rendered(.csv, options, result) == "\"a;b\";c,d\n\"1;2\";3,4\n")
    }
}

struct EscapedValuesTests {
    @Test func `a result has a line of names and a line for each row`() throws {
        #expect(
            try rendered(.tsv, RenderingOptions(), jobs) == "name\tsteps\nfirst\t642\nsecond\t\\N\n"
        )
        #expect(try rendered(.tsv, RenderingOptions(hidesHeaders: true), empty) == "")
    }

    @Test(
        arguments: [
            (nil, #"\N"#), ("", ""), ("\\N", #"\\N"#), ("a\tb\nc\rd\\e", #"a\tb\nc\rd\\e"#),
            ("é\t日本", #"é\t日本"#), ("\"q\",", "\"q\","), ("0123456789\n", #"0123456789\n"#),
            (1.5, "1.5"),
        ] as [(TestCell, String)]
    )
    func `a cell stays on its line`(cell: TestCell, expected: String) throws {
        #expect(try cells(.tsv, .text, [cell]) == expected + "\n")
    }
}
