import Testing
import TuneQLSyntax

struct SelectTests {
    @Test(arguments: Selects.all)
    func `what SQLite accepts is handed to it as it is`(text: String) throws {
        let statement = try statement(text + " ;")
        let written = SQLWriter(text).sql(for: statement) { _ in nil }
        let end = text.hasSuffix("-- a comment") || text.hasSuffix("-- two")
        #expect(end ? text.hasPrefix(written.text) : written.text == text)
    }

    @Test(
        arguments: [
            ("⟦SELCT⟧ 1", "expected a statement, found SELCT; did you mean SELECT?"),
            ("⟦foo⟧ 1", "expected a statement, found foo"),
            ("⟦'SELECT'⟧", "expected a statement, found 'SELECT'"),
            ("SELECT⟦⟧", "expected a column or an expression after SELECT, found the end"),
            ("SELECT ⟦;⟧", "expected a column or an expression after SELECT, found the end"),
            ("SELECT ⟦FROM⟧ t", "expected a column or an expression after SELECT, found FROM"),
            ("SELECT a, ⟦FROM⟧ t", "expected a column or an expression after ,, found FROM"),
            (
                "SELECT name FROM ⟦WHERE⟧ a = 1",
                "expected a table name after FROM, found WHERE"
            ),
            ("SELECT * FROM⟦⟧", "expected a table name after FROM, found the end"),
            ("SELECT * FROM t, ⟦WHERE⟧ 1", "expected a table name after ,, found WHERE"),
            ("SELECT * FROM p.s. ⟦WHERE⟧ 1", "expected a name after ., found WHERE"),
            ("SELECT * FROM t WHERE⟦⟧", "expected an expression after WHERE, found the end"),
            ("SELECT * FROM t WHERE a =⟦⟧", "expected an expression after =, found the end"),
            ("SELECT * FROM t WHERE a = ⟦)⟧", "expected an expression after =, found )"),
            ("SELECT (1 + 2⟦⟧", "expected ) after 2, found the end"),
            ("SELECT 1⟦)⟧", "expected the end of the statement after 1, found )"),
            (
                "SELECT a b ⟦c⟧ FROM t",
                "expected the end of the statement after b, found c"
            ),
            (
                "SELECT name FORM ⟦t⟧",
                "expected the end of the statement after FORM, found t;"
                    + " did you mean FROM instead of FORM?"
            ),
            (
                "SELECT a FROM t WHER ⟦a⟧ = 1",
                "expected the end of the statement after WHER, found a;"
                    + " did you mean WHERE instead of WHER?"
            ),
            (
                "SELECT a FROM t GROUP ⟦a⟧",
                "expected BY after GROUP, found a"
            ),
            ("SELECT a FROM t LEFT ⟦u⟧", "expected JOIN after LEFT, found u"),
            ("SELECT a FROM t ORDER BY a NULLS ⟦a⟧", "expected LAST after NULLS, found a"),
            ("SELECT a BETWEEN 1 ⟦FROM⟧ t", "expected AND after 1, found FROM"),
            ("SELECT a IN ⟦1⟧", "expected ( or a table name after IN, found 1"),
            (
                "SELECT CASE ⟦WHERE⟧",
                "expected WHEN or an expression after CASE, found WHERE"
            ),
            ("SELECT CASE a ⟦THEN⟧ 1", "expected WHEN after a, found THEN"),
            ("SELECT CASE WHEN a THEN 1⟦⟧", "expected END after 1, found the end"),
            ("SELECT CAST(a ⟦,⟧ b)", "expected AS after a, found ,"),
            ("SELECT EXISTS ⟦a⟧", "expected ( after EXISTS, found a"),
            ("SELECT EXISTS (⟦a⟧)", "expected SELECT or VALUES after (, found a"),
            ("SELECT f(a⟦⟧", "expected ) after a, found the end"),
            ("SELECT f(*⟦,⟧ a)", "expected ) after *, found ,"),
            ("SELECT count(*) FILTER (⟦a⟧)", "expected WHERE after (, found a"),
            (
                "SELECT f() OVER (ROWS 1 ⟦)⟧",
                "expected PRECEDING or FOLLOWING after 1, found )"
            ),
            (
                "SELECT f() OVER (ROWS 1 PRECEDING EXCLUDE ⟦a⟧)",
                "expected NO OTHERS, CURRENT ROW, GROUP or TIES after EXCLUDE, found a"
            ),
            ("WITH a ⟦SELECT⟧ 1", "expected AS after a, found SELECT"),
            ("WITH a AS ⟦SELECT⟧ 1", "expected ( after AS, found SELECT"),
            ("WITH a AS (SELECT 1)⟦⟧", "expected SELECT or VALUES after ), found the end"),
            ("SELECT 1 UNION ALL⟦⟧", "expected SELECT or VALUES after ALL, found the end"),
            (
                "SELECT 1 ORDER BY 1 ⟦UNION⟧ SELECT 2",
                "ORDER BY and LIMIT belong after the last SELECT, found UNION after them"
            ),
            ("VALUES ⟦1⟧", "expected ( after VALUES, found 1"),
            ("SELECT a⟦[99999999999999999999]⟧ FROM t", "the index is too large"),
            (
                "SELECT 'a text that is much longer than thirty' ⟦1⟧",
                "expected the end of the statement after 'a text that is much longer tha…, found 1"
            ),
            (
                "SELECT name FROM google.aiplatform.tuning_jobs WHERE projectsId = ⟦'p-1⟧",
                "expected ' to close this text, found the end"
            ),
        ] as [(String, String)]
    )
    func `a mistake is marked and explained`(marked: String, message: String) throws {
        let (text, range) = try unmark(marked)
        let error = #expect(throws: SyntaxError.self) { try statement(text) }
        #expect(error == SyntaxError(range: range, message: message))
    }

    @Test(
        arguments: [
            String(repeating: "(", count: 100_000),
            "SELECT " + String(repeating: "(", count: 100_000) + "1",
            "SELECT " + String(repeating: "NOT ", count: 100_000) + "1",
            "SELECT " + String(repeating: "- ", count: 100_000) + "1",
            "SELECT " + String(repeating: "f(", count: 100_000) + "1",
            "SELECT " + String(repeating: "CASE WHEN ", count: 100_000) + "1",
            "SELECT " + String(repeating: "a IN (", count: 100_000) + "1",
            "SELECT * FROM " + String(repeating: "(", count: 100_000) + "t",
            String(repeating: "SELECT (", count: 100_000) + "1",
            String(repeating: "WITH a AS (", count: 100_000) + "SELECT 1",
            String(repeating: "EXPLAIN ", count: 100_000) + "SELECT 1",
            "SELECT 1" + String(repeating: " + 1", count: 100_000),
            "SELECT 1" + String(repeating: " COLLATE a", count: 100_000),
            "SELECT 1" + String(repeating: " ISNULL", count: 100_000),
            "SELECT 1" + String(repeating: " AND 1", count: 100_000),
        ])
    func `what nests too deeply is an error`(text: String) {
        #expect(throws: SyntaxError.self) { try statement(text) }
    }

    @Test func `the depth limit says so where it is met`() throws {
        let text = "SELECT " + String(repeating: "(", count: 300) + "1"
        let error = #expect(throws: SyntaxError.self) { try statement(text) }
        #expect(error?.message == "the statement is nested more than 200 levels deep")
    }

    @Test func `as many operators in a row as SQLite takes are read`() throws {
        let text = "1" + String(repeating: " + 1", count: 990)
        #expect(try expression(text).range == 7..<7 + text.utf8.count)
        let error = #expect(throws: SyntaxError.self) {
            try expression(text + String(repeating: " OR 1", count: 300))
        }
        #expect(error?.message == "the expression has too many operators in a row")
    }

    @Test func `long lists and many joins are read`() throws {
        let list = Array(repeating: "1", count: 20_000).joined(separator: ",")
        #expect(try query("SELECT a IN (\(list)), \(list)").body[0].results.count == 20_001)
        let unions = Array(repeating: "SELECT 1", count: 5_000).joined(separator: " UNION ")
        #expect(try query(unions).body.count == 5_000)
    }
}
