import Testing
import TuneQLJSON

struct UTF8Tests {
    @Test func `characters may lie across any eight or 64 bytes`() throws {
        for character in ["é", "✓", "🎉"] {
            for before in 0..<140 {
                for after in [0, 1, 63, 64, 65, 200] {
                    let text = filler(before) + character + character + filler(after)
                    try JSONText.checkUTF8(Array(text.utf8).span)
                }
            }
        }
    }

    @Test func `a broken character is found wherever it lies`() {
        for broken in [[0xC3], [0xE2, 0x9C], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80]] as [[UInt8]]
        {
            for before in 0..<140 {
                let bytes = Array(filler(before).utf8) + broken + Array(filler(70).utf8)
                let error = #expect(throws: JSONError.self) { try JSONText.checkUTF8(bytes.span) }
                #expect(error == JSONError(.badUTF8, at: before))
            }
        }
    }

    @Test(arguments: [
        ("größe ✓ 🎉", #""größe ✓ 🎉""#), ("é\"\\\n", #""é\"\\\n""#), ("a\u{85}é", #""a\u0085é""#),
        ("é\u{A0}", "\"é\u{A0}\""),
    ])
    func `texts beyond ASCII are quoted as they are, but for control characters`(
        text: String,
        literal: String
    ) {
        var output: [UInt8] = []
        JSONText.quote(text.utf8.span, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == literal)
    }

    @Test func `a quoted text that is not UTF-8 is repaired`() {
        var output: [UInt8] = []
        let bytes: [UInt8] = [0x61, 0xC3, 0x62]
        JSONText.quote(bytes.span, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "\"a\u{FFFD}b\"")
    }

    private func filler(_ count: Int) -> String {
        String(repeating: "x", count: count)
    }
}
