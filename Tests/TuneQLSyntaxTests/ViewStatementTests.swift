import Testing
import TuneQLSyntax

struct ViewStatementTests {
    @Test(
        arguments: [
            ("CREATE VIEW v AS SELECT 1", "CREATE VIEW v"),
            ("CREATE OR REPLACE VIEW v AS VALUES (1)", "CREATE VIEW v replaces"),
            ("create temp view if not exists a.v as select 1", "CREATE VIEW a.v temporary if"),
            ("CREATE /* temp */ VIEW v AS SELECT 1", "CREATE VIEW v"),
            ("CREATE /* x */ TEMP VIEW v AS SELECT 1", "CREATE VIEW v temporary"),
            ("CREATE /* temp */ MATERIALIZED VIEW v AS SELECT 1", "CREATE MATERIALIZED VIEW v"),
            ("CREATE TEMPORARY VIEW v (a, b) AS SELECT 1, 2", "CREATE VIEW v temporary a b"),
            (
                "CREATE OR REPLACE MATERIALIZED VIEW v AS WITH x AS (SELECT 1) SELECT * FROM x",
                "CREATE MATERIALIZED VIEW v replaces"
            ),
            (
                "CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT 1",
                "CREATE MATERIALIZED VIEW v if"
            ),
            ("CREATE VIEW v AS (SELECT 1)", "CREATE VIEW v"),
            ("REFRESH MATERIALIZED VIEW v", "REFRESH MATERIALIZED VIEW v"),
            ("DROP VIEW main.v", "DROP VIEW main.v"),
            ("DROP VIEW IF EXISTS v", "DROP VIEW v if"),
            ("DROP MATERIALIZED VIEW IF EXISTS v", "DROP MATERIALIZED VIEW v if"),
        ] as [(String, String)]
    )
    func `a statement about a view has its parts`(_ text: String, _ expected: String) throws {
        guard case .view(let view) = try statement(text).kind else { throw WrongKind() }
        var words = [view.keyword, view.path.dotted]
        if view.replaces { words.append("replaces") }
        if view.isTemporary { words.append("temporary") }
        if view.isConditional { words.append("if") }
        words += view.columns.map(\.text)
        #expect(words.joined(separator: " ") == expected)
    }

    @Test func `the tables of a view's query are visited, its own name is not`() throws {
        var tables: [String] = []
        try statement("CREATE VIEW v AS SELECT * FROM p.s.r JOIN t").forEachTable { table, _ in
            tables.append(table.path.dotted)
        }
        #expect(tables == ["p.s.r", "t"])
    }

    @Test(
        arguments: [
            ("CREATE TABLE t (view)", "CREATE TABLE"), ("DROP TABLE view", "DROP TABLE"),
            ("CREATE INDEX view ON t (a)", "CREATE INDEX"),
            ("START TRANSACTION", "START"),
        ] as [(String, String)]
    )
    func `other statements stay SQLite's`(_ text: String, _ keyword: String) throws {
        guard case .local(let local) = try statement(text).kind else { throw WrongKind() }
        #expect(local.verb.text == keyword)
    }

    @Test(
        arguments: [
            ("PURGE", "purge"), ("PURGE cache", "purge"),
            ("PURGE Control_Tables", "purge"), ("SLEEP 250", "sleep 250"),
            ("NATIVEQUERY 'SELECT ''x'''", "native SELECT 'x'"), ("REGISTRY LIST", "list  "),
            ("registry list google", "list google "), ("registry pull acme", "pull acme "),
            ("REGISTRY LIST acme v1.2", "list acme v1.2"),
            ("REGISTRY PULL acme v24.10.00001-rc.1;", "pull acme v24.10.00001-rc.1"),
            ("REGISTRY PULL 'acme' 'v1.2.3'", "pull acme v1.2.3"),
            ("REGISTRY PULL acme 1.2 -- newest", "pull acme 1.2"),
        ] as [(String, String)]
    )
    func `a utility has its value`(_ text: String, _ expected: String) throws {
        guard case .utility(let utility) = try statement(text).kind else { throw WrongKind() }
        let found =
            switch utility {
            case .purge: "purge"
            case .sleep(let count): "sleep \(count)"
            case .nativeQuery(let sql): "native \(sql)"
            case .registryList(let name, let version):
                "list \(name?.text ?? "") \(version?.text ?? "")"
            case .registryPull(let name, let version): "pull \(name.text) \(version?.text ?? "")"
            }
        #expect(found == expected)
    }

    @Test(
        arguments: [
            ("CREATE VIEW v ⟦SELECT⟧ 1", "expected AS after v, found SELECT"),
            ("CREATE VIEW v AS ⟦1⟧", "expected SELECT or VALUES after AS, found 1"),
            (
                "CREATE TEMP ⟦MATERIALIZED⟧ VIEW v AS SELECT 1",
                "expected VIEW after TEMP, found MATERIALIZED"
            ),
            ("CREATE VIEW ⟦=⟧", "expected the name of a view after VIEW, found ="),
            ("REFRESH ⟦v⟧", "expected MATERIALIZED VIEW after REFRESH, found v"),
            ("DROP VIEW⟦⟧", "expected the name of a view after VIEW, found the end"),
            ("DROP VIEW v ⟦x⟧", "expected the end of the statement after v, found x"),
            (
                "SLEEP ⟦1.5⟧",
                "expected a whole number of milliseconds, at most a day, after SLEEP, found 1.5"
            ),
            ("NATIVEQUERY ⟦SELECT⟧ 1", "expected SQL in quotes after NATIVEQUERY, found SELECT"),
            ("PURGE ⟦chace⟧", "PURGE does not take chace; did you mean cache?"),
            (
                "PURGE ⟦nonsense⟧",
                "PURGE does not take nonsense, only cache, conservative, control_tables, ephemeral "
                    + "or nothing"
            ),
            ("PURGE cache ⟦x⟧", "expected the end of the statement after cache, found x"),
            ("REGISTRY ⟦GET⟧ google", "expected LIST or PULL after REGISTRY, found GET"),
            ("REGISTRY PULL⟦⟧", "expected the name of a provider after PULL, found the end"),
            ("REGISTRY PULL a v1 ⟦v2⟧", "expected the end of the statement after v1, found v2"),
            (
                "INSERT ⟦IGNORE⟧ INTO t VALUES (1)",
                "INSERT IGNORE is not supported: write INSERT OR IGNORE for a local table; "
                    + "a resource's service reports what exists already"
            ),
            ("SHOW TRANSACTION ⟦x⟧", "expected ISOLATION after TRANSACTION, found x"),
            ("(SELECT 1⟦⟧", "expected ) after 1, found the end"),
        ] as [(String, String)]
    )
    func `a mistake is marked and explained`(_ marked: String, _ message: String) throws {
        let (text, range) = try unmark(marked)
        let error = #expect(throws: SyntaxError.self) { try statement(text) }
        #expect(error == SyntaxError(range: range, message: message))
    }

    @Test(
        arguments: [
            (
                "(SELECT a FROM p.s.r LIMIT 1) UNION ALL (SELECT 2 ORDER BY 1) ORDER BY 1",
                #"SELECT * FROM (SELECT a FROM "R" AS "r" LIMIT 1) UNION ALL "#
                    + "SELECT * FROM (SELECT 2 ORDER BY 1) ORDER BY 1"
            ),
            ("SELECT 1 EXCEPT (SELECT 2)", "SELECT 1 EXCEPT SELECT * FROM (SELECT 2)"),
            (
                "SELECT * FROM ((SELECT 1) UNION (SELECT 2)) AS x",
                "SELECT * FROM (SELECT * FROM (SELECT 1) UNION SELECT * FROM (SELECT 2)) AS x"
            ),
            (
                "SELECT 1 IN ((SELECT 1) INTERSECT (VALUES (2)))",
                "SELECT 1 IN (SELECT * FROM (SELECT 1) INTERSECT SELECT * FROM (VALUES (2)))"
            ),
            ("INSERT INTO t (a) (SELECT 1)", "INSERT INTO t (a) SELECT * FROM (SELECT 1)"),
            ("SELECT (SELECT 1) + (SELECT 2)", "SELECT (SELECT 1) + (SELECT 2)"),
            ("SELECT a RLIKE 'x', b NOT RLIKE 'y'", "SELECT a REGEXP 'x', b NOT REGEXP 'y'"),
        ] as [(String, String)]
    )
    func `what SQLite cannot read is written for it`(_ text: String, _ sql: String) throws {
        let written = SQLWriter(text).sql(for: try statement(text)) {
            $0.path.dotted == "p.s.r" ? "R" : nil
        }
        #expect(written.text == sql)
    }
}
