import Testing
import TuneQLSyntax

struct MessageTests {
    @Test(
        arguments: [
            ("⟦a⟧", 1, 1), ("ab⟦c⟧", 1, 3), ("a\n⟦b⟧", 2, 1), ("a\r\nb⟦c⟧", 2, 2),
            ("é日😀⟦x⟧", 1, 4), ("a⟦⟧", 1, 2), ("\n\n⟦⟧", 3, 1),
        ] as [(String, Int, Int)]
    )
    func `a place has a line and a column`(marked: String, line: Int, column: Int) throws {
        let (text, range) = try unmark(marked)
        let found = SourceText(text).location(of: range.lowerBound)
        #expect(found == SourceText.Location(line: line, column: column))
    }

    @Test func `places outside of the text count as its ends`() {
        #expect(SourceText("ab").location(of: 99) == .init(line: 1, column: 3))
        #expect(SourceText("ab").location(of: -1) == .init(line: 1, column: 1))
        #expect(SourceText("").excerpt(of: 5..<9) == "\n^")
    }

    @Test(
        arguments: [
            ("SELECT ⟦a⟧ FROM t", "SELECT a FROM t\n       ^"),
            ("WHERE ⟦a = 'p-1'⟧", "WHERE a = 'p-1'\n      ^^^^^^^^^"),
            ("SELECT⟦⟧", "SELECT\n      ^"),
            ("a\nb ⟦c⟧ d\ne", "b c d\n  ^"),
            ("a\r\nb ⟦c⟧\r\nd", "b c\n  ^"),
            ("a ⟦b\nc⟧ d", "a b\n  ^"),
            ("\ta\t⟦b⟧", "\ta\tb\n\t \t^"),
            ("'日本' ⟦x⟧", "'日本' x\n       ^"),
            ("⟦日本⟧ x", "日本 x\n^^^^"),
            ("e\u{301} ⟦x⟧", "e\u{301} x\n  ^"),
            ("😀 ⟦x⟧", "😀 x\n   ^"),
        ] as [(String, String)]
    )
    func `a range is underlined in its line`(marked: String, excerpt: String) throws {
        let (text, range) = try unmark(marked)
        #expect(SourceText(text).excerpt(of: range) == excerpt)
    }

    @Test(
        arguments: [
            (0, 500, "x"), (500, 0, "x"), (500, 500, "x"), (500, 500, "a longer name"),
            (30, 500, "x"),
            (500, 3, "x"),
        ] as [(Int, Int, String)]
    )
    func `a long line is cut around the place`(before: Int, after: Int, name: String) throws {
        let start = String(repeating: "b", count: before)
        let text = start + name + String(repeating: "a", count: after)
        let range = before..<before + name.utf8.count
        let lines = SourceText(text).excerpt(of: range, width: 60).split(separator: "\n")
        try #require(lines.count == 2)
        #expect(lines[0].count <= 60)
        let carets = lines[1].count { $0 == "^" }
        #expect(String(lines[0].dropFirst(lines[1].count - carets).prefix(carets)) == name)
        #expect(lines[0].hasPrefix("…") == (before > 59))
        #expect(lines[0].hasSuffix("…") == (after > 59))
    }

    @Test func `a long place is cut itself`() {
        let text = String(repeating: "x", count: 500)
        let lines = SourceText(text).excerpt(of: 0..<500, width: 60).split(separator: "\n")
        #expect(lines[0].count <= 60 && lines[0].hasSuffix("…"))
        #expect(lines[1].count <= 60)
    }
}
