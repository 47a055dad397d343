import Synchronization
import Testing
import TuneQLSQLite

@Suite struct ConnectionTests {
    @Test func `a schema may call JSON functions and none of full-text tables`() throws {
        let connection = try Connection()
        try connection.execute(
            """
            CREATE TABLE t (j CHECK (json_valid(j)), a AS (j ->> 'a'));
            CREATE INDEX i ON t (json_extract(j, '$.a'));
            INSERT INTO t VALUES ('{"a": 1}');
            CREATE VIRTUAL TABLE f USING fts5(x);
            INSERT INTO f VALUES ('one two');
            CREATE VIEW v AS SELECT highlight(f, 0, '<', '>') AS h FROM f WHERE f MATCH 'one';
            """
        )
        var direct = try connection.prepare(
            "SELECT highlight(f, 0, '<', '>') FROM f WHERE f MATCH 'one'"
        )
        #expect(try direct.step())
        #expect(direct.value(at: 0) == .text("<one> two"))
        for sql in ["SELECT h FROM v", "SELECT count(*) FROM v"] {
            let error = #expect(throws: SQLiteError.self) { _ = try connection.prepare(sql) }
            #expect(error?.message.contains("unsafe use of") == true)
        }
    }

    @Test(
        arguments: [
            .null, .integer(.min), .integer(.max), .real(0.1), .real(-.infinity), .text(""),
            .text("a\u{0}b"), .text("é 😀"), .blob([]), .blob([0, 1, 255]),
        ] as [SQLiteValue]
    )
    func `a value comes back as it was bound`(_ value: SQLiteValue) throws {
        let connection = try Connection()
        #expect(try connection.rows("SELECT ?1, typeof(?1)", [value])[0][0] == value)
        try connection.execute("CREATE TABLE t (x)")
        _ = try connection.rows("INSERT INTO t VALUES (?)", [value])
        #expect(try connection.rows("SELECT x FROM t") == [[value]])
        #expect(connection.changeCount == 1)
    }

    @Test func `a text is read to its end, whatever it holds`() throws {
        let connection = try Connection()
        var statement = try connection.prepare("SELECT ?1, length(CAST(?1 AS BLOB)), x'', ''")
        try statement.bind(.text("a\u{0}é"), at: 1)
        #expect(try statement.step())
        var bytes: [UInt8] = []
        #expect(statement.appendBytes(at: 0, to: &bytes) == 4)
        #expect(bytes == Array("a\u{0}é".utf8))
        #expect(statement.integer(at: 1) == 4)
        #expect(statement.kind(at: 2) == .blob)
        #expect(statement.kind(at: 3) == .text)
        #expect(statement.appendBytes(at: 3, to: &bytes) == 0)
    }

    @Test func `a statement tells its columns and its variables`() throws {
        let connection = try Connection()
        try connection.execute("CREATE TABLE t (a INTEGER, b \"JSON TEXT\")")
        let statement = try connection.prepare(
            "SELECT a, b AS c, a + 1 FROM t WHERE a = :x OR a = ?"
        )
        #expect((0..<3).map { statement.name(at: $0) } == ["a", "c", "a + 1"])
        #expect((0..<3).map { statement.declaredType(at: $0) } == ["INTEGER", "JSON TEXT", nil])
        let (count, isReadOnly) = (statement.parameterCount, statement.isReadOnly)
        #expect(count == 2)
        #expect(statement.parameterName(at: 1) == ":x")
        #expect(statement.parameterName(at: 2) == nil)
        #expect(isReadOnly)
    }

    @Test func `a statement that is reset keeps its values`() throws {
        let connection = try Connection()
        var statement = try connection.prepare("SELECT ?")
        try statement.bind(.integer(7), at: 1)
        #expect(try statement.step())
        #expect(try !statement.step())
        statement.reset()
        #expect(try statement.step())
        #expect(statement.integer(at: 0) == 7)
    }

    @Test func `JSON is told from text`() throws {
        let connection = try Connection()
        var statement = try connection.prepare(
            "SELECT json('[1]'), '[1]', json_extract('{\"a\":[]}', '$.a')"
        )
        #expect(try statement.step())
        #expect((0..<3).map { statement.isJSON(at: $0) } == [true, false, true])
    }

    @Test(
        arguments: [
            ("SELECT nme FROM (SELECT 1 AS name)", "no such column: nme", 7),
            ("SELECT 1 FROM t", "no such table: t", nil),
            ("SELEC 1", "near \"SELEC\": syntax error", 0),
        ] as [(String, String, Int?)]
    )
    func `an error has SQLite's words and the place`(
        _ sql: String,
        _ message: String,
        _ offset: Int?
    ) throws {
        let connection = try Connection()
        let error = #expect(throws: SQLiteError.self) { try connection.rows(sql) }
        #expect(error?.message == message)
        #expect(error?.offset == offset)
    }

    @Test func `an empty statement is an error`() throws {
        let connection = try Connection()
        #expect(throws: SQLiteError.self) { try connection.rows(" -- nothing") }
    }

    @Test func `an index beyond the variables is an error`() throws {
        let connection = try Connection()
        #expect(throws: SQLiteError.self) { try connection.rows("SELECT ?", [.null, .null]) }
    }

    @Test func `a transaction is known`() throws {
        let connection = try Connection()
        #expect(!connection.isInTransaction)
        try connection.execute("BEGIN")
        #expect(connection.isInTransaction)
    }

    @Test func `a function answers, and its errors arrive as they were thrown`() throws {
        struct Refusal: Error, Equatable { var text: String }
        let connection = try Connection()
        try connection.defineFunction("twice", argumentCount: 1) { arguments in
            guard case .integer(let value) = arguments[0] else {
                throw Refusal(text: "no number")
            }
            return .integer(value * 2)
        }
        #expect(try connection.rows("SELECT twice(4)") == [[.integer(8)]])
        let error = #expect(throws: SQLiteError.self) { try connection.rows("SELECT twice('a')") }
        #expect(error?.message.contains("no number") == true)
        #expect(connection.takeCallbackError() as? Refusal == Refusal(text: "no number"))
        #expect(connection.takeCallbackError() == nil)
        #expect(throws: SQLiteError.self) { try connection.rows("SELECT twice(1, 2)") }
    }

    @Test(arguments: [.text(""), .blob([]), .null, .text("a\u{0}b")] as [SQLiteValue])
    func `a function's value arrives as it is`(_ value: SQLiteValue) throws {
        let connection = try Connection()
        try connection.defineFunction("same", argumentCount: -1) { $0.first ?? .null }
        #expect(try connection.rows("SELECT same(?)", [value]) == [[value]])
    }

    @Test func `a collation orders`() throws {
        let connection = try Connection()
        try connection.defineCollation("length") { $0.count - $1.count }
        let rows = try connection.rows(
            "SELECT column1 FROM (VALUES ('ccc'), (''), ('bb'), ('a')) ORDER BY column1 COLLATE length"
        )
        #expect(rows == [[.text("")], [.text("a")], [.text("bb")], [.text("ccc")]])
    }

    @Test func `an image is attached for reading`() throws {
        let source = try Connection()
        try source.execute("CREATE TABLE t (x); INSERT INTO t VALUES (1), (2)")
        let connection = try Connection()
        try connection.attach(image: try source.image(), as: "copy \" of")
        #expect(try connection.rows("SELECT count(*) FROM \"copy \"\" of\".t") == [[.integer(2)]])
        #expect(throws: SQLiteError.self) {
            try connection.execute("DELETE FROM \"copy \"\" of\".t")
        }
        #expect(try source.rows("SELECT count(*) FROM t") == [[.integer(2)]])
    }

    @Test func `an image that is none is refused`() throws {
        let connection = try Connection()
        try? connection.attach(image: Array(repeating: 7, count: 5000), as: "broken")
        #expect(throws: SQLiteError.self) {
            try connection.rows("SELECT * FROM broken.sqlite_schema")
        }
        #expect(throws: SQLiteError.self) { try connection.attach(image: [], as: "empty") }
        #expect(try connection.rows("SELECT 1") == [[.integer(1)]])
    }

    @Test func `a step is stopped, and only that one`() throws {
        let connection = try Connection()
        var other = try connection.prepare("SELECT column1 FROM (VALUES (1), (2), (3))")
        #expect(try other.step())
        connection.shouldStop = { true }
        let error = #expect(throws: SQLiteError.self) { try connection.rows(Self.endless) }
        #expect(error?.isInterrupt == true)
        connection.shouldStop = { false }
        #expect(try other.step())
        #expect(try other.step())
        #expect(try !other.step())
    }

    private final class Flags: Sendable {
        let hasStarted = Atomic(false)
        let isStopped = Atomic(false)
    }

    @Test(.timeLimit(.minutes(20))) func `another thread stops a step`() async throws {
        let flags = Flags()
        let stopping = Task.detached {
            while !flags.hasStarted.load(ordering: .acquiring) { await Task.yield() }
            flags.isStopped.store(true, ordering: .releasing)
        }
        let connection = try Connection()
        connection.shouldStop = {
            flags.hasStarted.store(true, ordering: .releasing)
            return flags.isStopped.load(ordering: .acquiring)
        }
        #expect(throws: SQLiteError.self) { try connection.rows(Self.endless) }
        await stopping.value
    }

    private static let endless =
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

    @Test func `what a connection keeps is freed with it`() throws {
        final class Witness {}
        weak var connectionGone: Connection?
        weak var functionGone: Witness?
        do {
            let connection = try Connection()
            let witness = Witness()
            connectionGone = connection
            functionGone = witness
            try connection.defineFunction("f", argumentCount: 0) { [witness] _ in
                _ = witness
                return .null
            }
            try connection.defineCollation("c") { [witness] _, _ in
                _ = witness
                return 0
            }
            _ = try connection.rows("SELECT f()")
        }
        #expect(connectionGone == nil)
        #expect(functionGone == nil)
    }
}
