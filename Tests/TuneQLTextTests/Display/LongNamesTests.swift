import Testing
import TuneQLText

/// Names in messages end somewhere.
struct LongNamesTests {
    private static let long = String(repeating: "n", count: 5000)
    private static let cut = String(repeating: "n", count: 100) + "…"
    private static let blanks = String(repeating: "a b ", count: 100)

    @Test(
        arguments: [
            ("no such column: \(long)", "no such column: \(cut)"),
            ("there is no '\(long)' here", "there is no '\(cut.dropFirst())' here"),
            ("the setting \"\(blanks)\"", "the setting \"\(blanks.prefix(99))…\""),
            ("x='\(blanks)'; no", "x='\(blanks.prefix(99))…'; no"),
            ("the service's answer isn't \(long)", "the service's answer isn't \(cut)"),
            ("first\n  SELECT '\(blanks)\n  ^^^", "first\n  SELECT '\(blanks)\n  ^^^"),
            (
                "ä" + String(repeating: "é", count: 300),
                "ä" + String(repeating: "é", count: 49) + "…"
            ),
        ]
    )
    func `a name or a value that is too long is cut`(_ text: String, _ expected: String) {
        #expect(text.cuttingLongNames == expected)
    }

    @Test func `a message ends somewhere, too`() {
        // 4 bytes each.
        let text = String(repeating: "äb ", count: 5000)
        #expect(text.cuttingLongNames == String(repeating: "äb ", count: 1000) + "…")
    }

    @Test func `what people read stays as it is`() {
        let words = String(repeating: "it's the project's own; ", count: 100)
        let address = "see https://example.com/" + String(repeating: "p", count: 900)
        for text in ["", "short", words, address, String(repeating: "n", count: 200)] {
            #expect(text.cuttingLongNames == text)
        }
    }
}
