import Testing
import TuneQLSyntax

/// Texts that nobody writes by hand: their errors come soon and are short.
struct HostileTextTests {
    private func error(_ text: String) throws -> SyntaxError {
        try #require(throws: SyntaxError.self) {
            var reader = StatementReader(text)
            while try reader.next() != nil {}
        }
    }

    @Test func `a path has so many parts and no more`() throws {
        let path = String(repeating: "a.", count: 127) + "a"
        var reader = StatementReader("SELECT \(path)")
        #expect(try reader.next() != nil)
        for count in [128, 100_000] {
            let text = "SELECT " + String(repeating: "a.", count: count) + "a"
            #expect(try error(text).message == "the path has more than 128 parts")
        }
    }

    @Test(
        arguments: [
            ("SELECT ⟦'1234567890'⟧; SELECT 2", "is larger than 16 bytes"),
            (
                "SELECT 1 /* a comment that is not short */⟦,⟧ 2; SELECT 2",
                "is larger than 16 bytes"
            ),
            ("SELECT 1,2,⟦3⟧,4; SELECT 2", "has more than 5 tokens"),
            ("⟦SELECT123456789012345678901234567890⟧", "is larger than 16 bytes"),
        ] as [(String, String)]
    )
    func `a statement has limits, and the next one can be read`(
        _ marked: String,
        _ message: String
    ) throws {
        let (text, range) = try unmark(marked)
        var reader = StatementReader(text, limits: StatementLimits(bytes: 16, tokens: 5))
        let error = #expect(throws: SyntaxError.self) { try reader.next() }
        #expect(error == SyntaxError(range: range, message: "the statement " + message))
        #expect(try (reader.next() != nil) == text.contains("SELECT 2"))
    }

    @Test func `an excerpt of a long line is made from what is near`() {
        let text =
            String(repeating: "ä", count: 100_000) + "x" + String(repeating: "é", count: 100_000)
        let source = SourceText(text)
        #expect(source.location(of: 200_000) == .init(line: 1, column: 100_001))
        let excerpt = source.excerpt(of: 200_000..<200_001, width: 20)
        #expect(excerpt.hasPrefix("…ä") && excerpt.contains("äxé") && excerpt.contains("é…\n"))
        #expect(source.excerpt(of: 0..<400_001, width: 20).contains("ä…\n"))
    }
}
