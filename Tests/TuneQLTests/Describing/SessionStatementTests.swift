import Testing
import TuneQL
import TuneQLTransport

/// SHOW, DESCRIBE and the statements about the session.
@Suite struct SessionStatementTests {
    @Test func `SHOW INSERT gives a statement that creates once it is filled in`() async throws {
        let world = try World()
        let members = "projectsId, locationsId, baseModel, supervisedTuningSpec"
        var sql = try await world.value("SHOW INSERT INTO \(World.jobs) (\(members))").shown
        for (name, value) in [
            ("projectsId", "'demo-project'"), ("locationsId", "'us-central1'"),
            ("baseModel", "'m'"),
            ("supervisedTuningSpec", #"'{"trainingDatasetUri": "gs://b/x"}'"#),
        ] { sql = sql.replacing("'{{ \(name) }}'", with: value) }
        #expect(try await world.rows(sql).count == 1)
        let whole = try await world.value("SHOW INSERT INTO \(World.jobs)").shown
        let needed = try await world.value("SHOW INSERT /*+ REQUIRED */ INTO \(World.jobs)").shown
        #expect(whole.contains("    labels,\n"))
        #expect(needed.hasPrefix("INSERT INTO \(World.jobs) (\n    projectsId,\n    locationsId"))
        #expect(!needed.contains("labels"))
        #expect(whole.contains("'{{ projectsId }}',                 -- string, required\n"))
        #expect(whole.contains("'{{ labels }}',                     -- object, optional\n"))
    }

    @Test func `SHOW MANIFEST writes what creates a row, with its types`() async throws {
        let world = try World()
        let text = try await world.value("SHOW MANIFEST \(World.jobs)").shown
        #expect(text.hasPrefix("- name: tuning_jobs\n  props:\n    - name: projectsId\n"))
        #expect(
            text.contains(
                "    - name: supervisedTuningSpec\n      value:\n"
                    + "        - name: trainingDatasetUri\n          value: string  # required\n"
            )
        )
        #expect(text.contains("    - name: labels\n      value: object\n"))
        #expect(!text.contains("- name: state\n"))
        let whole = try await world.value("SHOW EXTENDED MANIFEST \(World.jobs)").shown
        #expect(whole.contains("    - name: state\n      value: string  # written by the service"))
        let needed = try await world.value("SHOW /*+ REQUIRED */ MANIFEST \(World.jobs)").shown
        #expect(!needed.contains("labels"))
        #expect(needed.contains("locationsId"))
    }

    @Test func `a manifest shows one example of a list, of texts and of objects`() async throws {
        let world = try World()
        let text = try await world.value("SHOW EXTENDED MANIFEST \(World.jobs)").shown
        #expect(
            text.contains(
                "- - name: aggregationMetrics\n                    value:\n"
                    + "                      - string\n                  - name: "
            )
        )
        let error = try #require(await world.error("SHOW MANIFEST google.aiplatform.locations"))
        #expect(error.message == "google.aiplatform.locations does not support INSERT")
    }

    @Test func `SHOW INSERT with columns names these, in their order and spelling`() async throws {
        let world = try World()
        let text = try await world.value("SHOW INSERT INTO \(World.jobs) (LABELS, projectsid)")
            .shown
        #expect(
            text
                == "INSERT INTO \(World.jobs) (\n    labels,\n    projectsId\n)\nVALUES (\n"
                + "    '{{ labels }}',\n    '{{ projectsId }}'\n)\nRETURNING name;"
        )
        let error = try #require(await world.error("SHOW INSERT INTO \(World.jobs) (label)"))
        #expect(error.help == "did you mean labels?")
        let other = try #require(
            await world.error("SHOW INSERT INTO google.aiplatform.locations")
        )
        #expect(other.message == "google.aiplatform.locations does not support INSERT")
    }

    @Test(
        arguments: [
            (nil, [:], ["google", "null_auth", "--auth", ""]),
            (
                #"{"google": {"type": "magic"}}"#, [:],
                ["google", "magic", "--auth", "--auth asks for the type magic"]
            ),
            (
                "", ["TUNEQL_ACCESS_TOKEN": "secret"],
                ["google", "bearer", "TUNEQL_ACCESS_TOKEN", ""]
            ),
            (
                "", ["GOOGLE_APPLICATION_CREDENTIALS": "/nowhere/key.json"],
                [
                    "google", "", "/nowhere/key.json (GOOGLE_APPLICATION_CREDENTIALS)",
                    "the file /nowhere/key.json",
                ]
            ),
            (
                "", ["NO_GCE_CHECK": "true"], ["google", "", "", "no credentials for google"]
            ),
        ] as [(String?, [String: String], [String])]
    )
    func `SHOW AUTH tells which credentials would be used, not the credentials`(
        _ auth: String?,
        _ environment: [String: String],
        _ expected: [String]
    ) async throws {
        let world = try World()
        var configuration = Engine.Configuration(transport: world.transport)
        configuration.authentication = auth ?? #"{"google": {"type": "null_auth"}}"#
        configuration.environment = environment
        let session = try Engine(configuration).makeSession()
        let rows = try await session.rows("SHOW AUTH google")
        #expect(rows.count == 1)
        for (value, start) in zip(rows[0], expected) {
            #expect(start.isEmpty ? value == .null : value.shown.hasPrefix(start), "\(rows)")
        }
        #expect(!rows[0].contains { $0.shown.contains("secret") })
        #expect(world.transport.count == 0)
        #expect(await session.error("SHOW AUTH gogle")?.help == "did you mean google?")
    }

    @Test(
        arguments: [
            (
                "SHOW TABLES",
                [["m", "materialized view"], ["t", "table"], ["u", "temporary table"]]
            ),
            ("SHOW TABLES LIKE 'T'", [["t", "table"]]),
            ("SHOW TABLES WHERE type LIKE 'temp%'", [["u", "temporary table"]]),
            (
                "SHOW VIEWS",
                [["m", "materialized view"], ["v", "view"], ["w", "temporary view"]]
            ),
            (
                "SHOW EXTENDED VIEWS LIKE 'v'",
                [["v", "view", "CREATE VIEW v AS SELECT 'it''s' AS a"]]
            ),
            ("SHOW TRANSACTION ISOLATION LEVEL", [["serializable"]]),
            ("REGISTRY LIST gogle", []),
            ("DESCRIBE t", [["x", "integer"], ["y", "any"]]),
            ("DESCRIBE EXTENDED v", [["a", "any", ""]]),
            ("DESCRIBE main.m", [["createTime", "timestamp"], ["labels", "json"]]),
            (
                "DESCRIBE j",
                [["projectsId", "string"], ["locationsId", "string"], ["labels", "json"]]
            ),
        ] as [(String, [[String]])]
    )
    func `local tables and views are shown and described`(
        _ sql: String,
        _ expected: [[String]]
    ) async throws {
        let world = try World()
        for sql in [
            "CREATE TABLE t (x INTEGER, y)", "CREATE TEMP TABLE u (x)",
            "CREATE VIEW v AS SELECT 'it''s' AS a", "CREATE TEMP VIEW w AS SELECT 1",
            "CREATE MATERIALIZED VIEW m AS SELECT createTime, labels FROM %t WHERE %w",
        ] { _ = try await world.rows(World.filled(sql)) }
        if sql == "DESCRIBE j" {
            _ = try await world.rows(
                "CREATE VIEW j AS SELECT projectsId, locationsId, labels FROM \(World.jobs)"
            )
        }
        world.transport.forget()
        let rows = (try? await world.rows(sql)) ?? []
        #expect(rows.map { $0.map { $0.shown } } == expected)
        #expect(world.transport.count == 0)
    }

    @Test func `DESCRIBE of what does not exist is refused`() async throws {
        let world = try World()
        _ = try await world.rows("CREATE TABLE jobs (x)")
        let error = try #require(await world.error("DESCRIBE job"))
        #expect(error.message == "there is no table or view job")
        #expect(error.help == "did you mean jobs?")
    }

    @Test(
        arguments: [
            ("SELECT naem FROM v", "did you mean name?"),
            ("SELECT projectsId FROM v", "the view v shows name, n"),
            ("SELECT 1 FROM jobz", "did you mean jobs?"),
            ("SELECT 1 FROM v JOIN jobs WHERE zzz = 1", nil),
        ] as [(String, String?)]
    )
    func `a wrong name gets advice from local tables`(_ sql: String, _ help: String?) async throws {
        let world = try World()
        _ = try await world.rows("CREATE TABLE jobs (x)")
        _ = try await world.rows("CREATE VIEW v AS SELECT 'a' AS name, 1 AS n")
        #expect(await world.error(sql)?.help == help)
    }

    @Test func `the catalog is joined with local tables and resources`() async throws {
        let world = try World()
        _ = try await world.rows("CREATE TABLE wanted AS SELECT 'cancel' AS name")
        let rows = try await world.rows(
            """
            SELECT m.name, p.name FROM wanted w
            JOIN catalog.methods m ON m.name = w.name AND m.resource = 'tuning_jobs'
            JOIN catalog.parameters p ON p.method = m.name AND p.resource = m.resource
            WHERE p.is_required ORDER BY p.position
            """
        )
        #expect(
            rows == [
                ["cancel", "projectsId"], ["cancel", "locationsId"], ["cancel", "tuningJobsId"],
            ]
        )
        let counts = try await world.rows(
            World.filled(
                "SELECT c.name FROM catalog.columns c WHERE c.resource = 'tuning_jobs' AND "
                    + "c.name = 'state' AND EXISTS (SELECT 1 FROM %t WHERE %w)"
            )
        )
        #expect(counts == [["state"]])
    }

    // MARK: Utilities

    @Test(
        arguments: [
            ("SLEEP 0", "Success: slept for 0 milliseconds"),
            ("PURGE", "Success: the caches are empty"),
            ("NATIVEQUERY 'CREATE TABLE t (x)'", "NATIVEQUERY"),
        ] as [(String, String)]
    )
    func `a utility tells what it did`(_ sql: String, _ message: String) async throws {
        let world = try World()
        #expect(try await world.session.run(sql).message == message)
        #expect(world.transport.count == 0)
    }

    @Test func `NATIVEQUERY is SQLite's own language`() async throws {
        let world = try World()
        #expect(try await world.rows("NATIVEQUERY 'SELECT ''a'' || 1 AS x'") == [["a1"]])
        _ = try await world.rows(World.filled("SELECT name FROM %t WHERE %w"))
        #expect(
            try await world.rows(
                "NATIVEQUERY 'SELECT name FROM \"google.aiplatform.tuning_jobs\" "
                    + "WHERE projectsId = ''demo-project'' AND locationsId = ''us-east1'''"
            ).count == 13
        )
        #expect(await world.error("NATIVEQUERY 'SELECT missing'")?.code == .unknownName)
    }

    @Test func `a SLEEP ends when it is cancelled`() async throws {
        let world = try World()
        let session = world.session
        let task = Task { await session.error("SLEEP 86400000") }
        task.cancel()
        #expect(await task.value?.code == .cancelled)
    }

    @Test func `REGISTRY LIST names providers and versions`() async throws {
        let world = try World()
        let result = try await world.session.run("REGISTRY LIST")
        #expect(result.columns.map(\.name) == ["provider", "version"])
        #expect(try await result.rows().map { $0[0] } == ["google"])
        let one = try await world.session.run("REGISTRY LIST google")
        #expect(one.columns.map(\.name) == ["provider", "versions"])
    }

    @Test func `members of UNION in parentheses and RLIKE read resources`() async throws {
        let world = try World()
        let rows = try await world.rows(
            World.filled(
                "(SELECT name FROM %t WHERE %w ORDER BY name LIMIT 2) UNION ALL "
                    + "(SELECT name FROM %t WHERE %w AND name RLIKE '^projects/' LIMIT 3)"
            )
        )
        #expect(rows.count == 5)
    }
}

extension Value {
    /// The text, or nothing for NULL.
    fileprivate var shown: String {
        switch self {
        case .text(let text): text
        case .null: ""
        default: "\(self)"
        }
    }
}

@Suite struct NativeQueryTests {
    @Test(
        arguments: [
            "CREATE TABLE a(x); CREATE TABLE b(x)", ";CREATE TABLE a(x);; CREATE TABLE b(x);",
            "CREATE TABLE a(x); -- one\nCREATE TABLE b(x); -- two",
            "CREATE TABLE a(x) /* ; */; CREATE TABLE b(x); /* ; */",
        ])
    func `all of several statements are run`(_ sql: String) async throws {
        let world = try World()
        _ = try await world.rows("NATIVEQUERY '\(sql)'")
        #expect(try await world.rows("SHOW TABLES") == [["a", "table"], ["b", "table"]])
    }

    @Test func `the last one answers rows`() async throws {
        let world = try World()
        let sql = "CREATE TABLE a(x); INSERT INTO a VALUES (1), (2); SELECT sum(x) FROM a;"
        #expect(try await world.rows("NATIVEQUERY '\(sql)'") == [[.integer(3)]])
    }

    @Test func `rows of others are refused, and what was run is told`() async throws {
        let world = try World()
        let error = await world.error("NATIVEQUERY 'CREATE TABLE a(x); SELECT 1; SELECT 2'")
        #expect(error?.message == "only the last statement of a NATIVEQUERY can return rows")
        #expect(error?.help == "write a NATIVEQUERY for each; the statement before it was run")
        let first = await world.error("NATIVEQUERY 'SELECT 1; SELECT 2'")
        #expect(first?.help == "write a NATIVEQUERY for each")
    }

    @Test func `a mistake behind statements tells how many were run`() async throws {
        let world = try World()
        let sql = "CREATE TABLE a(x); INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)"
        let error = await world.error("NATIVEQUERY '\(sql)'")
        #expect(error?.message == "no such table: b")
        #expect(error?.help == "the 2 statements before it were run")
        #expect(try await world.rows("SELECT x FROM a") == [[.integer(1)]])
    }
}
