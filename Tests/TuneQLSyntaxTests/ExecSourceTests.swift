import Testing
import TuneQLSyntax

struct ExecSourceTests {
    private func sources(_ text: String) throws -> [ExecSource] {
        var found: [ExecSource] = []
        try statement(text).forEachExecSource { source, _ in found.append(source) }
        return found
    }

    @Test(
        arguments: [
            ("SELECT a FROM ⟦(EXEC p.s.r.get @a = 'x', @b = 1)⟧", nil),
            ("SELECT a FROM ⟦(EXEC p.s.r.get @a = 'x', @b = 1)⟧ AS e WHERE e.a = 1", "e"),
            ("SELECT a FROM ⟦(EXEC /*+ SHOWRESULTS */ p.s.r.get @a = 'x', @b = 1)⟧ e", "e"),
            ("SELECT a FROM ⟦EXEC p.s.r.get @a = 'x', @b = 1⟧ e, t", "e"),
            ("SELECT a FROM ⟦exec p.s.r.get @a = 'x', @b = 1⟧, t", nil),
            ("SELECT a FROM t JOIN ⟦EXEC p.s.r.get @a = 'x' @b = 1⟧ AS e ON e.a = t.a", "e"),
            ("SELECT a FROM (t, ⟦(EXEC p.s.r.get @a = 'x', @b = 1)⟧ e)", "e"),
            ("INSERT INTO t SELECT a FROM ⟦(EXEC p.s.r.get @a = 'x', @b = 1)⟧ e", "e"),
            ("UPDATE t SET a = e.a FROM ⟦(EXEC p.s.r.get @a = 'x', @b = 1)⟧ e", "e"),
            ("EXPLAIN SELECT a FROM ⟦(EXEC p.s.r.get @a = 'x', @b = 1)⟧ e", "e"),
        ] as [(String, String?)]
    )
    func `EXEC stands in a FROM with or without parentheses`(text: String, alias: String?) throws {
        let (text, marked) = try unmark(text)
        let source = try #require(try sources(text).first)
        #expect(source.range == marked)
        #expect(source.alias?.text == alias)
        #expect(source.exec.path.dotted == "p.s.r.get")
        #expect(source.exec.assignments.map(\.name.text) == ["a", "b"])
    }

    @Test func `EXEC with a query stands in a FROM, and inner ones come first`() throws {
        let found = try sources(
            "SELECT * FROM (EXEC p.s.r.cancel SELECT id FROM (EXEC p.s.r.list @a = 1) l) e"
        )
        #expect(found.map(\.exec.path.dotted) == ["p.s.r.list", "p.s.r.cancel"])
        #expect(found.map(\.alias?.text) == ["l", "e"])
        #expect(found[1].exec.source != nil)
    }

    @Test func `EXEC in a FROM sees common tables and no tables beside it`() throws {
        let text = """
            WITH c AS (SELECT 1) SELECT * FROM t, (EXEC p.s.r.cancel SELECT id FROM c) e
            """
        var scopes: [TreeScope] = []
        try statement(text).forEachExecSource { _, scope in scopes.append(scope) }
        #expect(scopes.first?.visibleTables.map(\.name.text) == ["c"])
        #expect(scopes.first?.cores.count == 0)
    }

    @Test(
        arguments: [
            "SELECT a FROM exec", "SELECT a FROM exec e", "SELECT a FROM (exec)",
            "SELECT a FROM main.exec", "SELECT exec.a FROM exec",
        ])
    func `a table may be called exec`(text: String) throws {
        #expect(try sources(text).isEmpty)
    }

    @Test(
        arguments: [
            "SELECT a FROM (EXEC p.s.r.get @a = 1, ⟦b⟧)", "SELECT a FROM (EXEC p.s.r.get @a ⟦)⟧",
            "SELECT a FROM (EXEC p.s.r.get @a = 1 ⟦,⟧ @b = 1",
        ])
    func `mistakes inside are found where they are`(text: String) throws {
        let (text, marked) = try unmark(text)
        let error = #expect(throws: SyntaxError.self) { try statement(text) }
        if text.hasSuffix(")") { #expect(error?.range == marked) }
    }
}
