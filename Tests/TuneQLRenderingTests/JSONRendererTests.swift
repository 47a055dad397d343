import Testing
import TuneQLJSON
import TuneQLRendering

struct JSONRendererTests {
    @Test func `a result is an array with an object a line`() throws {
        let text = """
            [{"name":"first","steps":642},
            {"name":"second","steps":null}]
            [{"a|b":"x"}]

            """
        #expect(try rendered(.json, RenderingOptions(), jobs, single) == text)
    }

    @Test func `an empty result is an empty array`() throws {
        #expect(try rendered(.json, RenderingOptions(), empty) == "[]\n")
        #expect(try rendered(.jsonl, RenderingOptions(), empty) == "")
    }

    @Test func `lines have no array`() throws {
        let text = """
            {"name":"first","steps":642}
            {"name":"second","steps":null}
            {"a|b":"x"}

            """
        #expect(try rendered(.jsonl, RenderingOptions(), jobs, single) == text)
    }

    @Test(
        arguments: [
            (.integer, 9_007_199_254_740_992, "9007199254740992"),
            (.integer, 9_007_199_254_740_993, #""9007199254740993""#),
            (.integer, -9_007_199_254_740_993, #""-9007199254740993""#),
            (.integer, .integer(.min), #""-9223372036854775808""#),
            (.integer, "123456789012345678901234567890", #""123456789012345678901234567890""#),
            (.real, 1e300, "1e+300"), (.real, 0.1, "0.1"),
            (.real, .real(.leastNonzeroMagnitude), "5e-324"),
            (.real, .real(.nan), "null"), (.real, .real(-.infinity), "null"), (.real, 3, "3"),
            (.boolean, 1, "true"), (.boolean, 0, "false"), (.boolean, 2, "2"), (.integer, 1, "1"),
            (.text, nil, "null"), (.text, "", #""""#),
            (.text, "é\u{0}\n\t\"\\", #""é\u0000\n\t\"\\""#),
            (.text, "0123456789\u{1b}[31m0123456789", #""0123456789\u001b[31m0123456789""#),
            (.text, "é\u{9b}31m\u{7f}", #""é\u009b31m\u007f""#), (.text, "{}", #""{}""#),
            (.text, .text([0x61, 0xFF]), "\"a\u{FFFD}\""),
            (.blob, .blob([]), #""""#), (.blob, .blob([0x66]), #""Zg==""#),
            (.blob, .blob([0x66, 0x6F]), #""Zm8=""#),
            (.blob, .blob([0xFF, 0xEF, 0xBE, 0xFF]), #""/+++/w==""#),
            (.timestamp, "2026-03-02T09:14:07Z", #""2026-03-02T09:14:07Z""#),
            (.json, #"{"a":[1, {"b":null}]}"#, #"{"a":[1,{"b":null}]}"#), (.json, "12", "12"),
            (.json, "{oops}", #""{oops}""#), (.json, "", #""""#), (.json, "oops", #""oops""#),
            (.json, .text([0x22, 0xFF, 0x22]), "\"\\\"\u{FFFD}\\\"\""),
            (.checkedJSON, #"{"a":1}"#, #"{"a":1}"#), (.checkedJSON, "[1]", "[1]"),
            (.checkedJSON, "{oops", #""{oops""#), (.checkedJSON, "true", "true"),
        ] as [(TestKind, TestCell, String)]
    )
    func `a cell has the JSON type of its value`(
        kind: TestKind,
        cell: TestCell,
        expected: String
    ) throws {
        let text = try cells(.json, kind.kind, [cell])
        #expect(text == "[{\"c\":\(expected)}]\n")
        #expect(throws: Never.self) { try JSONValue(parsing: text) }
    }

    @Test func `names that occur twice are numbered`() throws {
        let columns = ["a", "a", "a_2", "a", "\""].map { RenderedColumn($0) }
        let result = TestResult(columns: columns, rows: [[1, 2, 3, 4, 5]])
        let text = #"[{"a":1,"a_3":2,"a_2":3,"a_4":4,"\"":5}]"#
        #expect(try rendered(.json, RenderingOptions(), result) == text + "\n")
    }

    @Test func `names stay when headers are hidden`() throws {
        let text = try rendered(.jsonl, RenderingOptions(hidesHeaders: true), single)
        #expect(text == "{\"a|b\":\"x\"}\n")
    }
}

/// The kinds of columns, and blob for cells that have none.
enum TestKind: Sendable {
    case text, integer, real, timestamp, boolean, json, checkedJSON, blob

    var kind: RenderedColumn.Kind {
        switch self {
        case .text, .blob: .text
        case .integer: .integer
        case .real: .real
        case .timestamp: .timestamp
        case .boolean: .boolean
        case .json: .json
        case .checkedJSON: .checkedJSON
        }
    }
}
