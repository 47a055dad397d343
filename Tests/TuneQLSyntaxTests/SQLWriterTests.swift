import Testing
import TuneQLSyntax

struct SQLWriterTests {
    /// The catalog of these tests: any path of three parts that starts with `p`, and `r` for short.
    private func name(of table: TableReference) -> String? {
        let path = table.path.map { $0.text.lowercased() }
        if path.count == 3, path[0] == "p" { return path.joined(separator: ".") }
        return path == ["r"] || path == ["s", "r"] ? "p.s.r" : nil
    }

    private func rewritten(_ text: String) throws -> RewrittenSQL {
        SQLWriter(text).sql(for: try statement(text), naming: name)
    }

    @Test(
        arguments: [
            ("SELECT a FROM p.s.r", #"SELECT a FROM "p.s.r" AS "r""#),
            ("SELECT a FROM P.S.R", #"SELECT a FROM "p.s.r" AS "R""#),
            ("SELECT a FROM \"p\".`s`.[r]", #"SELECT a FROM "p.s.r" AS "r""#),
            ("SELECT a FROM p . s . r", #"SELECT a FROM "p.s.r" AS "r""#),
            ("SELECT a FROM p.s.index", #"SELECT a FROM "p.s.index" AS "index""#),
            ("SELECT a FROM p.s.r AS x", #"SELECT a FROM "p.s.r" AS x"#),
            ("SELECT a FROM p.s.r x", #"SELECT a FROM "p.s.r" x"#),
            ("SELECT a FROM r", #"SELECT a FROM "p.s.r" AS "r""#),
            ("SELECT a FROM local", "SELECT a FROM local"),
            ("SELECT a FROM p.s.r('x', 1)", #"SELECT a FROM "p.s.r"('x', 1) AS "r""#),
            ("SELECT a FROM p.s.r('x') y", #"SELECT a FROM "p.s.r"('x') y"#),
            ("SELECT a FROM p.s.r NOT INDEXED", #"SELECT a FROM "p.s.r" AS "r" NOT INDEXED"#),
            ("SELECT a IN p.s.r FROM t", #"SELECT a IN "p.s.r" FROM t"#),
            (
                "SELECT r.a, s.r.a, p.s.r.a, P.s.R.b FROM p.s.r",
                #"SELECT r.a, "r".a, "r".a, "r".b FROM "p.s.r" AS "r""#
            ),
            ("SELECT p.s.r.* FROM p.s.r", #"SELECT "r".* FROM "p.s.r" AS "r""#),
            ("SELECT p.s.r.a FROM r", #"SELECT "r".a FROM "p.s.r" AS "r""#),
            ("SELECT p.s.r.a.b[0] FROM p.s.r", #"SELECT "r".a.b[0] FROM "p.s.r" AS "r""#),
            ("SELECT p.s.r.a FROM p.s.r AS x", #"SELECT "x".a FROM "p.s.r" AS x"#),
            (
                "SELECT p.s.r.a FROM p.s.r x, p.s.r y",
                #"SELECT p.s.r.a FROM "p.s.r" x, "p.s.r" y"#
            ),
            (
                "SELECT p.s.r.a, p.z.r.b FROM p.s.r JOIN p.z.r ON p.s.r.a = p.z.r.a",
                #"SELECT "p.s.r".a, "p.z.r".b FROM "p.s.r" JOIN "p.z.r" ON "p.s.r".a = "p.z.r".a"#
            ),
            (
                "SELECT 1 FROM p.s.r, t AS r WHERE p.s.r.a",
                #"SELECT 1 FROM "p.s.r", t AS r WHERE "p.s.r".a"#
            ),
            (
                "SELECT (SELECT p.s.r.a FROM p.s.t) FROM p.s.r",
                #"SELECT (SELECT "r".a FROM "p.s.t" AS "t") FROM "p.s.r" AS "r""#
            ),
            ("SELECT x.y.z FROM p.s.r", #"SELECT x.y.z FROM "p.s.r" AS "r""#),
            ("SELECT t.order, t.key FROM t", #"SELECT t."order", t.key FROM t"#),
            (
                "WITH r AS (SELECT 1) SELECT r.a FROM r, p.s.q",
                #"WITH r AS (SELECT 1) SELECT r.a FROM r, "p.s.q" AS "q""#
            ),
            ("SELECT a # one\nFROM t", "SELECT a  \nFROM t"),
            ("SELECT a // one\nFROM t", "SELECT a  \nFROM t"),
            ("SELECT a//\n+b", "SELECT a \n+b"),
            ("SELECT a -- one\nFROM /* two */ t", "SELECT a -- one\nFROM /* two */ t"),
            ("SELECT /*+ AWAIT */ a /*+ x */", "SELECT   a"),
            ("SELECT/*+ AWAIT */a, '#', '//'", "SELECT a, '#', '//'"),
            (
                "INSERT INTO t SELECT p.s.r.a FROM p.s.r RETURNING *",
                #"INSERT INTO t SELECT "r".a FROM "p.s.r" AS "r" RETURNING *"#
            ),
            (
                "CREATE VIEW v AS SELECT * FROM p.s.r # x\n WHERE 1",
                "CREATE VIEW v AS SELECT * FROM \"p.s.r\" AS \"r\"  \n WHERE 1"
            ),
            (
                "UPDATE p.s.r SET a = (SELECT max(a) FROM r)",
                #"UPDATE "p.s.r" SET a = (SELECT max(a) FROM "p.s.r" AS "r")"#
            ),
            (
                "UPDATE t SET a = r.b FROM p.s.r JOIN p.s.q ON p.s.r.a = q.a WHERE t.a IN r",
                #"UPDATE t SET a = r.b FROM "p.s.r" AS "r" JOIN "p.s.q" AS "q" ON "r".a = q.a "#
                    + #"WHERE t.a IN "p.s.r""#
            ),
            (
                "EXPLAIN QUERY PLAN SELECT a FROM p.s.r",
                #"EXPLAIN QUERY PLAN SELECT a FROM "p.s.r" AS "r""#
            ),
        ] as [(String, String)]
    )
    func `names are written for SQLite`(text: String, sql: String) throws {
        #expect(try rewritten(text).text == sql)
    }

    @Test func `a name with a quote in it stays one name`() throws {
        let text = "SELECT x.y.\"a\"\"b\".c FROM x.y.\"a\"\"b\""
        let sql = SQLWriter(text).sql(for: try query(text)) { $0.path.dotted }
        #expect(sql.text == #"SELECT "a""b".c FROM "x.y.a""b" AS "a""b""#)
    }

    @Test func `a query inside a text is written alone`() throws {
        let text = "INSERT INTO t SELECT a FROM p.s.r -- x"
        guard case .insert(let insert) = try statement(text).kind else { throw WrongKind() }
        let source = try #require(insert.source)
        #expect(
            SQLWriter(text).sql(for: source, naming: name).text == #"SELECT a FROM "p.s.r" AS "r""#
        )
    }

    @Test(
        arguments: [
            ("SELECT a FROM p.s.r WHERE ⟦b⟧ = 1", "b = 1"),
            ("SELECT ⟦a⟧ FROM p.s.r", "a FROM"),
            ("SELECT p.s.r.⟦a⟧ FROM p.s.r", "a FROM"),
            ("SELECT ⟦p.s.r⟧.a FROM p.s.r", "\"r\".a"),
            ("SELECT a # one\n, ⟦b⟧ FROM p.s.r", "b FROM"),
            ("SELECT a FROM ⟦p.s.r⟧ WHERE b", "\"p.s.r\""),
        ] as [(String, String)]
    )
    func `a place in the result is found in the source`(marked: String, place: String) throws {
        let (text, range) = try unmark(marked)
        let result = try rewritten(text)
        let offset = try #require(result.text.utf8Offset(of: place))
        #expect(result.sourceOffset(of: offset) == range.lowerBound)
    }

    @Test func `places outside of the result count as its ends`() throws {
        let result = try rewritten("  SELECT a FROM t  ")
        #expect(result.sourceOffset(of: 0) == 2)
        #expect(result.sourceOffset(of: 16) == 17)
        #expect(result.sourceOffset(of: 1000) == 17)
        #expect(result.sourceRange(of: 7..<8) == 9..<10)
    }

    @Test func `edits are made in order, and none inside of another`() {
        var rewriting = Rewriting()
        rewriting.replace(4..<7, with: "B")
        rewriting.replace(5..<6, with: "never")
        rewriting.insert("<", at: 4)
        rewriting.insert(">", at: 7)
        rewriting.replace(0..<1, with: "outside")
        let result = rewriting.applied(to: "a + bbb + c", in: 2..<9)
        #expect(result.text == "+ <B> +")
    }
}

extension String {
    fileprivate func utf8Offset(of part: String) -> Int? {
        let (bytes, wanted) = (Array(utf8), Array(part.utf8))
        return bytes.indices.first { bytes[$0...].starts(with: wanted) }
    }
}
