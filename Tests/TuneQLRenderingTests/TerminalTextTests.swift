import TuneQLJSON
import TuneQLRendering
import Testing

struct TerminalTextTests {
    @Test(
        arguments: [
            ("\u{1B}[31mred\u{1B}[0m", #"\x1b[31mred\x1b[0m"#, #"\u001b[31mred\u001b[0m"#),
            ("\u{1B}]0;title\u{7}", #"\x1b]0;title\x07"#, #"\u001b]0;title\u0007"#),
            ("a\u{9B}2Jb", #"a\u{9b}2Jb"#, #"a\u009b2Jb"#),
            ("x\u{202E}fdp.exe", #"x\u{202e}fdp.exe"#, #"x\u202efdp.exe"#),
            ("a\u{2066}b\u{2069}", #"a\u{2066}b\u{2069}"#, #"a\u2066b\u2069"#),
            ("over\rwrite\u{8}\u{7F}", #"over\rwrite\x08\x7f"#, #"over\u000dwrite\u0008\u007f"#),
            ("nul\0", #"nul\x00"#, #"nul\u0000"#),
            (
                "a\u{200B}b\u{AD}c\u{200D}d", #"a\u{200b}b\u{ad}c\u{200d}d"#,
                #"a\u200bb\u00adc\u200dd"#
            ),
            ("x\u{E0041}\u{E007F}", #"x\u{e0041}\u{e007f}"#, #"x\udb40\udc41\udb40\udc7f"#),
            ("a\u{2060}b", #"a\u{2060}b"#, #"a\u2060b"#),
            (
                "👩\u{200D}💻 🏳\u{FE0F}\u{200D}🌈 👩🏽\u{200D}❤\u{FE0F}\u{200D}👩",
                "👩\u{200D}💻 🏳\u{FE0F}\u{200D}🌈 👩🏽\u{200D}❤\u{FE0F}\u{200D}👩",
                "👩\u{200D}💻 🏳\u{FE0F}\u{200D}🌈 👩🏽\u{200D}❤\u{FE0F}\u{200D}👩"
            ),
            ("👩\u{200D}x1\u{200D}2", #"👩\u{200d}x1\u{200d}2"#, #"👩\u200dx1\u200d2"#),
            ("größe ✓ 日本 🎉\tx\ny", "größe ✓ 日本 🎉\tx\ny", "größe ✓ 日本 🎉\tx\ny"),
        ] as [(String, String, String)]
    )
    func `what steers a terminal is shown`(_ text: String, _ readable: String, _ json: String) {
        #expect(TerminalText.harmless(text) == readable)
        #expect(TerminalText.harmless(text, .json) == json)
        let bytes = TerminalText.harmless(Array(text.utf8).span) ?? Array(text.utf8)
        #expect(bytes == Array(readable.utf8))
    }

    @Test func `plain bytes are not copied, and broken ones are repaired`() {
        #expect(TerminalText.harmless(Array("a,b\n1,2\t3\n".utf8).span) == nil)
        #expect(TerminalText.harmless([0x61, 0x9B, 0x62].span) == Array("a\u{FFFD}b".utf8))
    }

    @Test func `an escaped line of JSON is the same JSON`() throws {
        let text = "\"a\u{9B}\u{202E}\u{7F}\u{E0041}\u{200B}\""
        let escaped = TerminalText.harmless(text, .json)
        #expect(escaped.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
        #expect(try JSONValue(parsing: escaped) == JSONValue(parsing: text))
    }

    @Test(arguments: [OutputFormat.table, .line])
    func `names of columns and cells are harmless wherever they are written`(
        _ format: OutputFormat
    ) throws {
        let evil = "e\u{1B}[2Jv\u{202E}l\u{9D}\u{E0041}👩\u{200D}💻"
        let result = TestResult(
            columns: [RenderedColumn(evil)],
            rows: [[.text(Array(evil.utf8))]]
        )
        let text = try rendered(format, RenderingOptions(), result)
        #expect(TerminalText.harmless(text) == text)
        #expect(text.contains(#"e\x1b[2Jv\u{202e}l\u{9d}\u{e0041}"# + "👩\u{200D}💻"))
    }
}
