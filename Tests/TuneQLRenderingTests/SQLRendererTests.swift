import Testing
import TuneQLRendering

struct SQLRendererTests {
    private static let columns = [RenderedColumn("a b"), RenderedColumn("a b")]

    @Test func `rows become statements for a table`() throws {
        var options = RenderingOptions()
        options.tableName = "my \"jobs\""
        let text = #"INSERT INTO "my ""jobs""" ("a b", "a b_2") VALUES ('it''s', NULL);"# + "\n"
        let result = TestResult(columns: Self.columns, rows: [["it's", nil]])
        #expect(try rendered(.insert, options, result) == text)
        options.hidesHeaders = true
        #expect(
            try rendered(.insert, options, result)
                == "INSERT INTO \"my \"\"jobs\"\"\" VALUES ('it''s', NULL);\n"
        )
    }

    @Test(
        arguments: [
            (nil, "NULL"), (9_223_372_036_854_775_807, "9223372036854775807"), (1.5, "1.5"),
            (.real(.infinity), "9.0e+999"), (.real(-.infinity), "-9.0e+999"), (.real(.nan), "NULL"),
            ("", "''"), ("it's\n\"x\"", "'it''s\n\"x\"'"), (.blob([0, 255]), "x'00ff'"),
            ("a\u{0}b", "CAST(x'610062' AS TEXT)"), ("日本", "'日本'"),
        ] as [(TestCell, String)]
    )
    func `values become literals`(cell: TestCell, literal: String) throws {
        #expect(try cells(.quote, .text, [cell]) == literal + "\n")
    }

    @Test func `names are literals too`() throws {
        let result = TestResult(columns: Self.columns, rows: [[1, "x"]])
        #expect(try rendered(.quote, RenderingOptions(), result) == "'a b','a b'\n1,'x'\n")
    }
}
