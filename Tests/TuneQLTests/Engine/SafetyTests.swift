import Glibc
import Testing
import TuneQL
import TuneQLCalls
import TuneQLCredentials
import TuneQLSQLite
import TuneQLTransport

/// What statements cannot reach, whoever wrote them, and what only trusted ones may.
@Suite struct SafetyTests {
    private let file = DatabaseFile()

    private func session(database: String? = nil, allowsFiles: Bool) throws -> Session {
        let transport = CurlTransport()
        var configuration = Engine.Configuration(transport: transport)
        configuration.allowsFiles = allowsFiles
        return try Engine(
            configuration,
            client: APIClient(transport: transport, credentials: StaticCredentials.none)
        ).makeSession(database: database)
    }

    @Test(
        arguments: [
            ("ATTACH '/tmp/tuneql-none.db' AS x", "statements may not open database files here"),
            ("ATTACH 'file::memory:' AS x", "statements may not open database files here"),
            ("ATTACH '/tmp/' || 'a' AS x", "statements may not open database files here"),
            ("VACUUM INTO '/tmp/tuneql-none.db'", "statements may not open database files here"),
            ("SELECT readfile('/etc/passwd')", "readfile is not allowed to read files here"),
            ("SELECT * FROM csv_rows('/etc/passwd')", "csv_rows is not allowed to read files here"),
            (
                "NATIVEQUERY 'ATTACH ''/tmp/x.db'' AS x'",
                "statements may not open database files here"
            ),
        ] as [(String, String)]
    )
    func `without leave no statement reaches a file`(_ sql: String, _ message: String) async throws
    {
        let session = try session(allowsFiles: false)
        let error = try #require(await session.error(sql))
        #expect(error.message == message)
        #expect(error.code == .forbidden)
        #expect(error.help?.contains("--safe") == true)
        #expect(access("/tmp/tuneql-none.db", F_OK) != 0)
    }

    @Test(arguments: [
        "SELECT zeroblob(2000000)", "SELECT printf('%.1000000c', 'x') || zeroblob(100000)",
        "SELECT group_concat(printf('%.600000c', 'x')) FROM (VALUES (1), (2))",
        "SELECT replace(printf('%.100000c', 'a'), 'a', printf('%.100000c', 'b'))",
        "SELECT regexp_replace(printf('%.100000c', 'a'), 'a', printf('%.100000c', 'b'))",
        "CREATE TABLE t AS SELECT printf('%.600000c', 'x') AS a, printf('%.600000c', 'x') AS b",
    ])
    func `no value is larger than it may be`(_ sql: String) async throws {
        var configuration = Engine.Configuration()
        configuration.maximumValueSize = 1 << 20
        let session = try Engine(configuration).makeSession()
        let error = try #require(await session.error(sql))
        #expect(error.code == .sql)
        #expect(error.message == "a value would be larger than 1 MB")
        #expect(error.help == "without --safe a value may be larger")
        #expect(try await session.rows("SELECT length(printf('%.1000000c', 'x'))") == [[1_000_000]])
    }

    @Test(
        arguments: [
            ("PRAGMA writable_schema = ON", "PRAGMA writable_schema is read-only here"),
            ("PRAGMA trusted_schema = 1", "PRAGMA trusted_schema is read-only here"),
            ("PRAGMA temp_store_directory = '/tmp'", "PRAGMA temp_store_directory is not allowed"),
            ("PRAGMA data_store_directory = '/tmp'", "PRAGMA data_store_directory is not allowed"),
            ("PRAGMA hard_heap_limit = 1000", "PRAGMA hard_heap_limit is read-only here"),
            ("PRAGMA mmap_size = 1000000", "PRAGMA mmap_size is read-only here"),
            ("PRAGMA no_such_pragma", "PRAGMA no_such_pragma is not allowed"),
            ("SELECT load_extension('/tmp/x.so')", "the function load_extension is not allowed"),
            ("SELECT fts3_tokenizer('x')", "the function fts3_tokenizer is not allowed"),
            (
                "CREATE VIRTUAL TABLE t USING csv(filename='/etc/passwd')",
                "a virtual table of the module csv is not allowed"
            ),
        ] as [(String, String)]
    )
    func `nobody loads code or changes what guards the process`(
        _ sql: String,
        _ message: String
    ) async throws {
        let session = try session(allowsFiles: true)
        let error = try #require(await session.error(sql))
        #expect(error.message.contains(message) || error.message.hasPrefix("no such function"))
        #expect(error.code != .sql)
    }

    @Test(
        arguments: [
            "ATTACH ':memory:' AS x", "ATTACH '' AS x", "VACUUM", "PRAGMA user_version = 3",
            "PRAGMA table_info(sqlite_schema)", "SELECT * FROM pragma_database_list",
            "SELECT * FROM pragma_table_xinfo('sqlite_schema')", "PRAGMA writable_schema",
            "CREATE VIRTUAL TABLE t USING fts5(x)", "PURGE", "SHOW PROVIDERS",
            "SELECT count(*) FROM catalog.resources", "PRAGMA foreign_keys = ON", "PRAGMA optimize",
        ]
    )
    func `what stays in memory works without leave`(_ sql: String) async throws {
        let session = try session(allowsFiles: false)
        #expect(await session.error(sql) == nil)
    }

    @Test func `with leave a database is attached and copied`() async throws {
        let session = try session(allowsFiles: true)
        _ = try await session.rows("CREATE TABLE t AS SELECT 7 AS x")
        _ = try await session.rows("VACUUM INTO '\(file.path)'")
        _ = try await session.rows("ATTACH '\(file.path)' AS copy")
        #expect(try await session.rows("SELECT x FROM copy.t") == [[7]])
    }

    @Test func `a new database is its owner's alone`() async throws {
        let before = umask(0)
        defer { umask(before) }
        let session = try session(database: file.path, allowsFiles: false)
        _ = try await session.rows("CREATE TABLE t AS SELECT 1 AS x")
        var status = stat()
        #expect(stat(file.path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test(
        arguments: [
            "CREATE VIEW evil AS SELECT readfile('/etc/hostname') AS x",
            "CREATE VIEW evil AS SELECT * FROM csv_rows('/etc/passwd')",
            "CREATE VIEW evil AS SELECT * FROM \"google.aiplatform.locations\"",
            "CREATE VIEW evil AS SELECT load_extension('x.so')",
        ]
    )
    func `a view that comes with a file can do nothing that SQLite's own cannot`(
        _ view: String
    ) async throws {
        let connection = try Connection(path: file.path)
        try connection.execute(view)
        let session = try session(database: file.path, allowsFiles: true)
        // The table is known to SQLite once it was named.
        _ = await session.error("EXPLAIN SELECT * FROM google.aiplatform.locations")
        let error = try #require(await session.error("SELECT * FROM evil"))
        #expect(
            ["unsafe use of", "not allowed", "no such table", "no such function"]
                .contains { error.message.contains($0) },
            "\(error)"
        )
    }

    @Test(arguments: ["TABLE", "VIEW"])
    func `no table of a file passes for a resource`(_ kind: String) async throws {
        let name = "\"Google.aiplatform.locations\""
        let connection = try Connection(path: file.path)
        try connection.execute(
            "CREATE \(kind) \(name) AS SELECT 'p' AS projectsId, 'made up' AS name"
        )
        let select = "SELECT name FROM google.aiplatform.locations WHERE projectsId = 'p'"
        let session = try session(database: file.path, allowsFiles: true)
        let error = try #require(await session.error(select))
        #expect(error.code == .forbidden)
        #expect(error.message.hasPrefix("the database main has a \(kind.lowercased()) named"))
        let other = try self.session(allowsFiles: true)
        _ = try await other.rows("ATTACH '\(file.path)' AS other")
        #expect(await other.error(select)?.code == .forbidden)
        _ = try await session.rows("NATIVEQUERY 'DROP \(kind) main.\(name)'")
        #expect(await session.error("EXPLAIN \(select)") == nil)
    }

    @Test func `a trigger that comes with a file reads no file`() async throws {
        let connection = try Connection(path: file.path)
        try connection.execute(
            """
            CREATE TABLE t (x); CREATE TABLE stolen (x);
            CREATE TRIGGER evil AFTER INSERT ON t BEGIN
                INSERT INTO stolen SELECT readfile('/etc/hostname');
            END
            """
        )
        let session = try session(database: file.path, allowsFiles: true)
        let error = try #require(await session.error("INSERT INTO t VALUES (1)"))
        #expect(error.message.contains("unsafe use of readfile"))
    }

    @Test(
        arguments: [
            "CREATE VIEW evil AS SELECT readfile('/etc/hostname') AS x",
            "CREATE VIEW evil AS SELECT \"READFILE\"('/etc/hostname') AS x",
            "CREATE VIEW evil AS SELECT * FROM csv_rows('/etc/passwd')",
        ]
    )
    func `a kept view of a stranger's database reads no file`(_ definition: String) async throws {
        let connection = try Connection(path: file.path)
        try connection.execute(
            "CREATE TABLE tuneql_views (name TEXT PRIMARY KEY, kind TEXT, definition TEXT, provider TEXT)"
        )
        var insert = try connection.prepare(
            "INSERT INTO tuneql_views VALUES ('evil', 'view', ?, NULL)"
        )
        try insert.bind(.text(definition), at: 1)
        _ = try insert.step()
        let session = try session(database: file.path, allowsFiles: true)
        let error = try #require(await session.error("SELECT * FROM evil"))
        #expect(error.message.contains("a stored view cannot read files"))
    }

    @Test(
        arguments: [
            "SELECT 'a' LIKE '\(String(repeating: "%a", count: 6000))'",
            "SELECT \(String(repeating: "(", count: 100_000))1",
            "SELECT \(String(repeating: "1+", count: 20_000))1",
            "SELECT 1\(String(repeating: " UNION ALL SELECT 1", count: 20_000))",
            "SELECT zeroblob(4000000000)",
        ]
    )
    func `a statement without measure is an error`(_ sql: String) async throws {
        let session = try session(allowsFiles: false)
        #expect(await session.error(sql) != nil)
        #expect(try await session.rows("SELECT 1") == [[1]])
    }
}
