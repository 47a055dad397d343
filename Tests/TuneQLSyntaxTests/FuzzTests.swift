import TestSupport
import Foundation
import Testing
import TuneQLSyntax

struct FuzzTests {
    private static let iterations =
        ProcessInfo.processInfo.environment["FUZZ_ITERATIONS"].flatMap { Int($0) } ?? 20_000

    private static let corpus =
        Selects.all + [
            "INSERT OR IGNORE INTO p.s.r (a, b) VALUES (1, 2) RETURNING *",
            "EXEC p.s.r.m @a = 'x', @@json = '{}'", "EXPLAIN ANALYZE SELECT * FROM p.s.r[0]",
            "SHOW EXTENDED METHODS IN p.s.r LIKE 'x%'", "DESCRIBE METHOD EXTENDED p.s.r.m",
            "SET SESSION \"$.a\" = 'b'", "CREATE TEMP TABLE t AS SELECT * FROM p.s.r",
            "CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END",
            "UPDATE t SET a = (SELECT 1) WHERE b IN (1)", "WITH x AS (SELECT 1) DELETE FROM t",
            "SELECT '{{ a }}', {{ b }} FROM p.\"{{ c }}\".r # x",
            "SELECT /*+ A(1), b */ p.s.r.a.b[3]",
        ]

    @Test func `mutated statements never crash, and what is read can be written`() {
        var random = SplitMix64(seed: 20_240_229)
        for _ in 0..<Self.iterations {
            let text = mutated(Self.corpus.randomElement(using: &random) ?? "", &random)
            readAll(text)
            _ = StatementReader.completeness(of: text)
        }
    }

    private func readAll(_ text: String) {
        var reader = StatementReader(text)
        let count = text.utf8.count
        while true {
            do throws(SyntaxError) {
                guard let statement = try reader.next() else { return }
                check(statement, of: text, count)
            } catch {
                #expect(error.range.lowerBound >= 0 && error.range.upperBound <= count)
                _ = SourceText(text).excerpt(of: error.range, width: 40)
            }
        }
    }

    private func check(_ statement: Statement, of text: String, _ count: Int) {
        #expect(statement.range.upperBound <= count)
        let sql = SQLWriter(text).sql(for: statement) { $0.path.count > 1 ? "a.b" : nil }
        let place = sql.sourceOffset(of: sql.text.utf8.count / 2)
        #expect(place >= statement.range.lowerBound && place <= statement.range.upperBound)
        statement.forEachColumnReference { column, _ in
            #expect(!column.range.isEmpty && column.range.upperBound <= count)
        }
    }

    private func mutated(_ text: String, _ random: inout SplitMix64) -> String {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let start = Int.random(in: 0...bytes.count, using: &random)
            let end = min(start + Int.random(in: 0...6, using: &random), bytes.count)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
            case 2:
                let piece = Self.pieces.randomElement(using: &random) ?? ""
                bytes.insert(contentsOf: piece.utf8, at: start)
            default:
                let other = Array((Self.corpus.randomElement(using: &random) ?? "").utf8)
                let from = Int.random(in: 0...other.count, using: &random)
                bytes.replaceSubrange(start..., with: other[from...])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let pieces = [
        "'", "\"", "`", "[", "]", "[0]", "(", ")", ";", ",", ".", "*", "--", "#", "//", "/*", "*/",
        "/*+", "{{", "}}", "@", "@@json", ":", "?", "$", "\u{0}", "\n", "é", "😀", " NOT ", " IN ",
        " SELECT ", " FROM ", " AS ", " OVER ", " WITH ", " BETWEEN ", " AND ", " CASE ", " END ",
        "1e", "0x", "x'", "->>", "||", "-", "\u{FEFF}",
    ]
}
