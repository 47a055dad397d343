import Testing
import TuneQLSyntax

struct StatementContentsTests {
    @Test(
        arguments: [
            ("SELECT a FROM t WHERE a = ' or ' AND b = 'rowid'", false),
            ("SELECT a -- or rowid\nFROM t", false),
            ("INSERT OR REPLACE INTO t SELECT a FROM s", false),
            ("SELECT a FROM t WHERE a OR b", true),
            ("SELECT a FROM t WHERE a = (SELECT 1 WHERE b OR c)", true),
            ("SELECT t.rowid FROM t", true),
            ("SELECT a FROM t ORDER BY \"OID\"", true),
            ("UPDATE t SET a = 1 WHERE a", false),
            ("UPDATE t SET a = 1 WHERE a OR b", true),
            ("NATIVEQUERY 'SELECT a FROM t'", true),
            ("INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 2 WHERE a OR b", true),
        ] as [(String, Bool)]
    )
    func `rowids are compared for an OR and where they are named`(
        text: String,
        isCompared: Bool
    ) throws {
        #expect(try statement(text).mayCompareRowIDs == isCompared)
    }

    @Test(
        arguments: [
            ("SELECT a FROM t WHERE a = 'right join'", false),
            ("SELECT full AS right FROM t LEFT JOIN u", false),
            ("SELECT a FROM t FULL OUTER JOIN u", true),
            ("SELECT a FROM (SELECT 1 FROM t RIGHT JOIN u)", true),
            ("SELECT a FROM s, (t NATURAL RIGHT JOIN u)", true),
            ("UPDATE t SET a = 1 FROM u FULL JOIN v ON true", true),
        ] as [(String, Bool)]
    )
    func `joins that keep all rows of the right table are found`(
        text: String,
        isFound: Bool
    ) throws {
        #expect(try statement(text).hasRightOrFullJoin == isFound)
    }

    @Test func `names are words and what stands in quotes`() {
        let names = SQLText.names(
            in: "SELECT \"A b\" FROM main.t -- catalog\nWHERE [x] = 'Y' AND 1"
        )
        #expect(names == ["select", "a b", "from", "main", "t", "where", "x", "y", "and"])
    }

    @Test func `the parts of an expression come in the order of the text`() throws {
        let text = """
            SELECT sum(a + b ORDER BY c) FILTER (WHERE d) OVER (PARTITION BY e ORDER BY f)
            IN (g, CASE h WHEN i THEN j ELSE k END, l LIKE m ESCAPE n, (SELECT x))
            """
        let query = try query(text)
        let expression = try #require(query.body.first?.results.first?.expression)
        let names = expression.columns.compactMap(\.leadingNames.first?.text)
        #expect(names == "abcdefghijklmn".map(String.init))
        #expect(expression.functions.map(\.name.text) == ["sum"])
        #expect(expression.queries.count == 1)
    }
}
