import Testing
import TuneQLSyntax

struct StatementTests {
    @Test func `an insert has its parts`() throws {
        let text = """
            INSERT /*+ AWAIT */ INTO google.aiplatform.tuning_jobs (projectsId, data__baseModel)
            SELECT 'p', 'm' RETURNING name, state AS s
            """
        let statement = try statement(text)
        guard case .insert(let insert) = statement.kind else { throw WrongKind() }
        #expect(insert.target.path.dotted == "google.aiplatform.tuning_jobs")
        #expect(insert.columns.map(\.text) == ["projectsId", "data__baseModel"])
        #expect(insert.source?.body.first?.results.count == 2)
        let returning = try #require(insert.returning)
        #expect(slice(text, returning.range) == "RETURNING name, state AS s")
        #expect(returning.results.count == 2)
        #expect(statement.hints.map(\.name) == ["AWAIT"])
    }

    @Test func `an insert can have a conflict action, an alias, common tables and an upsert`()
        throws
    {
        let text = """
            WITH x AS (SELECT 1 AS a) INSERT OR REPLACE INTO t AS u (a) SELECT a FROM x WHERE true
            ON CONFLICT (a) DO UPDATE SET a = :new RETURNING *
            """
        let statement = try statement(text)
        guard case .insert(let insert) = statement.kind else { throw WrongKind() }
        #expect(insert.with.map(\.name.text) == ["x"])
        #expect(insert.conflict?.text == "REPLACE")
        #expect(insert.target.alias?.text == "u")
        let upsert = try #require(insert.upsertRange)
        #expect(slice(text, upsert) == "ON CONFLICT (a) DO UPDATE SET a = :new")
        #expect(insert.returning != nil)
        #expect(statement.variables.map(\.name) == [":new"])
    }

    @Test func `a replace has the parts of an insert`() throws {
        let text = "WITH x AS (SELECT 1) REPLACE INTO p.s.r (id, spec.size.\"a b\") SELECT 1, 2"
        guard case .insert(let insert) = try statement(text).kind else { throw WrongKind() }
        #expect(insert.isReplacement)
        #expect(insert.keyword == "REPLACE")
        #expect(insert.columns.map(\.text) == ["id", "spec.size.a b"])
        #expect(slice(text, insert.columns[1].range) == "spec.size.\"a b\"")
        #expect(insert.with.count == 1)
        #expect(insert.source != nil)
    }

    @Test(
        arguments: [
            (
                "UPDATE /*+ AWAIT */ p.s.r AS x SET a = 1, b.c = 2, (d, e) = (3, 4) WHERE id = 5 "
                    + "RETURNING a",
                ["a", "b.c", ""], "id = 5", "RETURNING a", nil
            ),
            ("DELETE FROM t WHERE id IN (1)", [], "id IN (1)", nil, nil),
            ("UPDATE OR IGNORE t SET a = 1", ["a"], nil, nil, "OR"),
            ("DELETE FROM t INDEXED BY i", [], nil, nil, "INDEXED"),
            ("DELETE FROM t WHERE a LIMIT 1", [], "a", nil, "LIMIT"),
            ("UPDATE t SET a = 1 FROM u WHERE u.b", ["a"], "u.b", nil, nil),
        ] as [(String, [String], String?, String?, String?)]
    )
    func `UPDATE and DELETE have clauses`(
        text: String,
        paths: [String],
        condition: String?,
        returning: String?,
        other: String?
    ) throws {
        guard case .local(let local) = try statement(text).kind else { throw WrongKind() }
        let change = local.change
        #expect(change.assignments.map(\.path.dotted) == paths)
        #expect(change.condition.map { slice(text, $0.range) } == condition)
        #expect(change.returning.map { slice(text, $0.range) } == returning)
        #expect(change.otherClause.map { slice(text, $0) } == other)
    }

    @Test func `an insert can take the defaults`() throws {
        guard case .insert(let insert) = try statement("INSERT INTO t DEFAULT VALUES").kind else {
            throw WrongKind()
        }
        #expect(insert.source == nil)
    }

    @Test(
        arguments: [
            "EXEC google.aiplatform.tuning_jobs.cancel @projectsId = 'p', @locationsId = ?1",
            "EXEC google.aiplatform.tuning_jobs.cancel @projectsId='p', @locationsId=?1"
                + " @@json = '{}'",
            "EXEC /*+ AWAIT */ google.aiplatform.tuning_jobs.cancel @@json = '{}',"
                + " @projectsId = 'p', @locationsId = ?1",
        ])
    func `a call has a path, parameters and a body`(text: String) throws {
        let statement = try statement(text)
        guard case .exec(let exec) = statement.kind else { throw WrongKind() }
        #expect(exec.path.map(\.text) == ["google", "aiplatform", "tuning_jobs", "cancel"])
        #expect(exec.assignments.map(\.name.text) == ["projectsId", "locationsId"])
        #expect(slice(text, exec.assignments[0].name.range) == "@projectsId")
        #expect((exec.jsonBody != nil) == text.contains("@@json"))
        #expect(statement.variables.map(\.name) == ["?1"])
    }

    @Test(
        arguments: [
            ("@\"start-index\" = 1", "start-index"), ("@\"a \"\"b\"\"\" = 1", "a \"b\""),
            ("@options.requestedPolicyVersion = 3", "options.requestedPolicyVersion"),
            ("@a.b.\"c-d\" = 1", "a.b.c-d"), ("@\"a.b\" = 1", "a.b"),
        ]
    )
    func `a parameter of a call may have any name`(assignment: String, name: String) throws {
        let text = "EXEC r.m \(assignment), @p = 'x'"
        guard case .exec(let exec) = try statement(text).kind else { throw WrongKind() }
        #expect(exec.assignments.map(\.name.text) == [name, "p"])
        let spelling = assignment.split(separator: " =")[0]
        #expect(slice(text, exec.assignments[0].name.range) == spelling)
    }

    @Test func `a call can take its parameters from a query`() throws {
        let text = "EXEC r.cancel SELECT id AS tuningJobsId FROM p.s.r WHERE state = 'x'"
        guard case .exec(let exec) = try statement(text).kind else { throw WrongKind() }
        #expect(exec.path.dotted == "r.cancel")
        #expect(exec.source?.body.first?.from.count == 1)
    }

    @Test(
        arguments: [
            ("SHOW PROVIDERS", "providers", false),
            ("SHOW EXTENDED PROVIDERS LIKE 'goo%'", "providers LIKE goo%", true),
            ("show services in google", "services google", false),
            ("SHOW SERVICES FROM google LIKE '%ai%'", "services google LIKE %ai%", false),
            ("SHOW RESOURCES IN google.aiplatform", "resources google.aiplatform", false),
            ("SHOW RESOURCES IN \"google\".`ai-x`", "resources google.ai-x", false),
            ("SHOW EXTENDED METHODS IN google.a.b", "methods google.a.b", true),
            (
                "SHOW METHODS IN google.a.b WHERE SQLVerb = 'SELECT'", "methods google.a.b WHERE",
                false
            ),
            ("SHOW INSERT INTO google.a.b", "insert google.a.b", false),
            ("SHOW INSERT /*+ REQUIRED */ INTO google.a.b", "insert google.a.b", false),
            ("SHOW MANIFEST google.a.b", "manifest google.a.b", false),
            ("SHOW EXTENDED manifest OF google.a.b", "manifest google.a.b", true),
            ("SHOW AUTH", "auth ", false),
            ("SHOW AUTH google", "auth google", false),
            ("SHOW INSERT INTO google.a.b (x, y)", "insert google.a.b x y", false),
            ("SHOW EXTENDED VERSION", "version", true),
            ("SHOW TABLES LIKE 'a%'", "tables LIKE a%", false),
            ("SHOW EXTENDED VIEWS", "views", true),
            ("SHOW SETTINGS LIKE 'cache%'", "settings LIKE cache%", false),
            ("show transaction isolation level", "isolation level", false),
        ] as [(String, String, Bool)]
    )
    func `SHOW has its subjects`(text: String, shown: String, isExtended: Bool) throws {
        guard case .show(let show) = try statement(text).kind else { throw WrongKind() }
        var found =
            switch show.subject {
            case .providers: "providers"
            case .services(let path): "services " + path.dotted
            case .resources(let path): "resources " + path.dotted
            case .methods(let path): "methods " + path.dotted
            case .insert(let path, let columns):
                "insert " + ([path.dotted] + columns.map(\.text)).joined(separator: " ")
            case .manifest(let path): "manifest " + path.dotted
            case .auth(let name): "auth " + (name?.text ?? "")
            case .version: "version"
            case .tables: "tables"
            case .views: "views"
            case .settings: "settings"
            case .isolationLevel: "isolation level"
            }
        found += show.pattern.map { " LIKE \($0)" } ?? ""
        found += show.whereClause == nil ? "" : " WHERE"
        #expect(found == shown)
        #expect(show.isExtended == isExtended)
    }

    @Test(
        arguments: [
            ("DESCRIBE google.a.b", "google.a.b", false, false),
            ("DESC google.a.b", "google.a.b", false, false),
            ("DESCRIBE EXTENDED google.a.b", "google.a.b", true, false),
            ("DESCRIBE FULL EXTENDED google.a.b", "google.a.b", true, false),
            ("DESCRIBE METHOD google.a.b.get", "google.a.b.get", false, true),
            ("DESCRIBE METHOD EXTENDED google.a.b.get", "google.a.b.get", true, true),
            ("DESCRIBE method", "method", false, false),
            ("DESCRIBE method.x", "method.x", false, false),
            ("DESCRIBE extended.x.index", "extended.x.index", false, false),
        ] as [(String, String, Bool, Bool)]
    )
    func `DESCRIBE has a path`(
        text: String,
        path: String,
        isExtended: Bool,
        isMethod: Bool
    ) throws {
        guard case .describe(let describe) = try statement(text).kind else { throw WrongKind() }
        #expect(describe.path.dotted == path)
        #expect(describe.isExtended == isExtended)
        #expect(describe.isMethod == isMethod)
    }

    @Test(
        arguments: [
            ("EXPLAIN SELECT 1", false, false, "SELECT 1"),
            ("EXPLAIN QUERY PLAN SELECT 1", false, true, "SELECT 1"),
            ("EXPLAIN ANALYZE SELECT 1", true, false, "SELECT 1"),
            ("DESCRIBE SELECT 1", false, false, "SELECT 1"),
            ("EXPLAIN ANALYZE", false, false, "ANALYZE"),
            ("EXPLAIN INSERT INTO t VALUES (1)", false, false, "INSERT INTO t VALUES (1)"),
        ] as [(String, Bool, Bool, String)]
    )
    func `EXPLAIN holds a statement`(
        text: String,
        isAnalyze: Bool,
        isQueryPlan: Bool,
        inner: String
    ) throws {
        guard case .explain(let explain) = try statement(text).kind else { throw WrongKind() }
        #expect(explain.isAnalyze == isAnalyze)
        #expect(explain.isQueryPlan == isQueryPlan)
        #expect(slice(text, explain.statement.range) == inner)
    }

    @Test(
        arguments: [
            ("SET a = 1", "a", .literal(.number("1"))),
            ("SET SESSION a.b TO 'x'", "a.b", .literal(.string("x"))),
            ("SET LOCAL a = on", "a", .text("on")),
            ("SET session = true", "session", .literal(.boolean(true))),
            ("SET a = -1", "a", .text("-1")),
            ("SET datestyle = ISO, MDY", "datestyle", .text("ISO, MDY")),
            ("SET a = \"b c\"", "a", .text("b c")),
            (
                "SET SESSION \"$.auth.google.credentialsfilepath\" = '/x'",
                "$.auth.google.credentialsfilepath", .literal(.string("/x"))
            ),
            (
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", "transaction",
                .text("ISOLATION LEVEL SERIALIZABLE")
            ),
        ] as [(String, String, Setting.Value)]
    )
    func `SET has a name and a value`(text: String, name: String, value: Setting.Value) throws {
        guard case .set(let setting) = try statement(text).kind else { throw WrongKind() }
        #expect(setting.name == name)
        #expect(setting.value == value)
        #expect(text.hasSuffix(slice(text, setting.valueRange)))
    }

    @Test func `USE has a provider`() throws {
        guard case .use(let provider) = try statement("USE google").kind else { throw WrongKind() }
        #expect(provider.text == "google")
    }

    @Test(
        arguments: [
            ("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)", "CREATE TABLE", ["t"], 0),
            ("CREATE TEMP TABLE IF NOT EXISTS main.t (a)", "CREATE TABLE", ["main.t"], 0),
            ("CREATE TABLE t AS SELECT * FROM p.s.r", "CREATE TABLE", ["t"], 1),
            ("CREATE UNIQUE INDEX i ON t (a, b) WHERE a > 1", "CREATE INDEX", ["t"], 0),
            (
                "CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; DELETE FROM u; END",
                "CREATE TRIGGER", ["t", "u"], 0
            ),
            ("CREATE VIRTUAL TABLE t USING fts5(a, b)", "CREATE TABLE", ["t"], 0),
            ("DROP TABLE IF EXISTS t", "DROP TABLE", ["t"], 0),
            ("ALTER TABLE t ADD COLUMN c", "ALTER TABLE", ["t"], 0),
            ("ALTER TABLE t RENAME TO u", "ALTER TABLE", ["t"], 0),
            (
                "UPDATE t SET a = 1, (b, c) = (SELECT 1, 2) WHERE a IN (SELECT 2)", "UPDATE", ["t"],
                0
            ),
            ("UPDATE OR IGNORE t SET a = 1 FROM u WHERE t.a = u.a", "UPDATE", ["t", "u"], 0),
            ("UPDATE t SET a = 1 WHERE b IS NOT DISTINCT FROM c", "UPDATE", ["t"], 0),
            ("UPDATE p.s.r SET labels = '{}' WHERE id = 'x'", "UPDATE", ["p.s.r"], 0),
            ("DELETE FROM t WHERE a = ? RETURNING *", "DELETE", ["t"], 0),
            ("WITH x AS (SELECT 1) DELETE FROM t WHERE a IN x", "DELETE", ["t"], 0),
            ("BEGIN IMMEDIATE TRANSACTION", "BEGIN", [], 0),
            ("COMMIT", "COMMIT", [], 0),
            ("END", "END", [], 0),
            ("ROLLBACK TO SAVEPOINT x", "ROLLBACK", [], 0),
            ("SAVEPOINT x", "SAVEPOINT", [], 0),
            ("RELEASE x", "RELEASE", [], 0),
            ("PRAGMA table_info(t)", "PRAGMA", [], 0),
            ("PRAGMA main.user_version = 3", "PRAGMA", [], 0),
            ("ANALYZE t", "ANALYZE", [], 0),
            ("REINDEX", "REINDEX", [], 0),
            ("VACUUM INTO 'x.db'", "VACUUM", [], 0),
            ("ATTACH 'x.db' AS y", "ATTACH", [], 0),
        ] as [(String, String, [String], Int)]
    )
    func `SQLite's own statements name tables and hold queries`(
        text: String,
        keyword: String,
        tables: [String],
        queries: Int
    ) throws {
        guard case .local(let local) = try statement(text).kind else { throw WrongKind() }
        #expect(local.verb.text == keyword)
        let all = local.tables + local.from.flatMap(\.tables)
        #expect(all.map(\.path.dotted) == tables)
        #expect(local.queries.count == queries)
    }

    @Test(
        arguments: [
            ("CREATE TEMP TABLE t (a)", true), ("create temporary table t (a)", true),
            ("CREATE /* x */ TEMP TABLE t (a)", true), ("CREATE -- x\n Temp TABLE t (a)", true),
            ("CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END", true),
            ("CREATE /* temp */ TABLE t (a)", false), ("CREATE -- temp\n TABLE t (a)", false),
            ("CREATE TABLE temp (a)", false), ("CREATE TABLE temp.t (a)", false),
            ("DROP TABLE temp", false),
        ] as [(String, Bool)]
    )
    func `a statement is temporary if its tokens say so`(text: String, isTemporary: Bool) throws {
        guard case .local(let local) = try statement(text).kind else { throw WrongKind() }
        #expect(local.isTemporary == isTemporary)
    }

    @Test(
        arguments: [
            (
                "UPDATE t SET a = b.c, (d, e) = (SELECT 1, 2) WHERE f IN (SELECT 2)", 3,
                ["b.c", "f"]
            ),
            ("UPDATE t SET a = u.b.c FROM u WHERE t.a = u.a", 2, ["u.b.c", "t.a", "u.a"]),
            ("DELETE FROM t WHERE a.b = 1 RETURNING *", 1, ["a.b"]),
            ("DELETE FROM t", 0, []),
        ] as [(String, Int, [String])]
    )
    func `UPDATE and DELETE have expressions`(
        text: String,
        count: Int,
        columns: [String]
    ) throws {
        let statement = try statement(text)
        guard case .local(let local) = statement.kind else { throw WrongKind() }
        #expect(local.expressions.count == count)
        var found: [String] = []
        statement.forEachColumnReference { column, _ in found.append(slice(text, column.range)) }
        #expect(found == columns)
    }

    @Test(
        arguments: [
            ("INSERT ⟦t⟧ VALUES (1)", "expected INTO after INSERT, found t"),
            ("INSERT INTO ⟦(⟧a)", "expected a table name after INTO, found ("),
            ("INSERT INTO t (a, ⟦)⟧ VALUES (1)", "expected a column name after ,, found )"),
            ("INSERT INTO t (a) ⟦b⟧", "expected VALUES or SELECT after ), found b"),
            ("INSERT INTO t (a)⟦⟧", "expected VALUES or SELECT after ), found the end"),
            (
                "INSERT OR ⟦x⟧ INTO t VALUES (1)",
                "expected ABORT, FAIL, IGNORE, REPLACE or ROLLBACK after OR, found x"
            ),
            (
                "INSERT INTO t VALUES (1) RETURNING⟦⟧",
                "expected a column or an expression after RETURNING, found the end"
            ),
            ("EXEC⟦⟧", "expected the name of a method after EXEC, found the end"),
            ("EXEC a.b @p⟦⟧", "expected = after @p, found the end"),
            ("EXEC a.b @p = ⟦,⟧", "expected a value after =, found ,"),
            ("EXEC a.b @p = 1,⟦⟧", "expected @parameter = value after ,, found the end"),
            ("EXEC a.b ⟦:p⟧ = 1", "expected @parameter = value after b, found :p"),
            (
                "EXEC a.b @@json = '{}', ⟦@@json⟧ = '{}'",
                "expected @@json once, with the body of the request, found @@json"
            ),
            (
                "EXEC a.b ⟦@@jsn⟧ = '{}'",
                "expected @@json once, with the body of the request, found @@jsn"
            ),
            (
                "SHOW ⟦COLUMNS⟧",
                "expected PROVIDERS, SERVICES, RESOURCES, METHODS, TABLES, VIEWS, INSERT, "
                    + "MANIFEST, AUTH, SETTINGS or VERSION after SHOW, found COLUMNS"
            ),
            (
                "SHOW ⟦SERVCES⟧ IN google",
                "expected PROVIDERS, SERVICES, RESOURCES, METHODS, TABLES, VIEWS, INSERT, "
                    + "MANIFEST, AUTH, SETTINGS or VERSION after SHOW, found SERVCES; did you mean SERVICES instead of SERVCES?"
            ),
            ("SHOW SERVICES ⟦google⟧", "expected IN or FROM after SERVICES, found google"),
            ("SHOW PROVIDERS LIKE ⟦x⟧", "expected a pattern in quotes after LIKE, found x"),
            ("DESCRIBE⟦⟧", "expected the name of a resource after DESCRIBE, found the end"),
            ("DESC METHOD ⟦=⟧", "expected the name of a method after METHOD, found ="),
            ("EXPLAIN ⟦foo⟧", "expected a statement, found foo"),
            ("USE ⟦1⟧", "expected the name of a provider after USE, found 1"),
            ("USE google ⟦x⟧", "expected the end of the statement after google, found x"),
            ("SET a⟦⟧", "expected = or TO after a, found the end"),
            ("SET a =⟦⟧", "expected a value after =, found the end"),
            (
                "SET ⟦$a⟧ = 1",
                "expected the name of a setting in double quotes after SET, found $a"
            ),
            (
                "CREATE VIEW v AS SELECT a FROM ⟦WHERE⟧",
                "expected a table name after FROM, found WHERE"
            ),
        ] as [(String, String)]
    )
    func `a mistake is marked and explained`(marked: String, message: String) throws {
        let (text, range) = try unmark(marked)
        let error = #expect(throws: SyntaxError.self) { try statement(text) }
        #expect(error == SyntaxError(range: range, message: message))
    }
}

struct WrongKind: Error {}
