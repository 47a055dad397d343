import Glibc
import Testing
import TuneQLSQLite

/// The causes of errors, by the messages of the SQLite that runs.
@Suite struct SQLiteErrorTests {
    private func cause(of sql: String, on connection: Connection) -> SQLiteError.Cause? {
        let error = #expect(throws: SQLiteError.self) { try connection.execute(sql) }
        return error?.cause
    }

    @Test(
        arguments: [
            ("SELECT * FROM t, u", .unknownTable("u")),
            ("SELECT * FROM main.\"a b\"", .unknownTable("main.a b")),
            ("INSERT INTO u VALUES (1)", .unknownTable("u")),
            ("SELECT b FROM t", .unknownColumn("b")),
            ("SELECT t.\"b c\" FROM t", .unknownColumn("t.b c")),
            ("UPDATE t SET b = 1", .unknownColumn("b")),
            ("SELECT f(1)", .unknownFunction("f")),
            ("SELECT zeroblob(1001)", .largeValue),
            ("SELECT max(1, ", nil),
            ("CREATE TABLE t (a)", nil),
            ("INSERT INTO t VALUES (1, 2)", nil),
        ] as [(String, SQLiteError.Cause?)]
    )
    func `the cause of an error is known`(sql: String, cause: SQLiteError.Cause?) throws {
        let connection = try Connection()
        try connection.execute("CREATE TABLE t (a)")
        connection.maximumValueSize = 1000
        #expect(self.cause(of: sql, on: connection) == cause)
    }

    @Test func `a table without its arguments has no plan`() throws {
        let connection = try Connection()
        let table = NumbersTable()
        table.answer = { _ in nil }
        try connection.register(table, named: "numbers")
        #expect(cause(of: "SELECT * FROM numbers", on: connection) == .noPlan)
    }

    @Test func `a refused function is a refusal`() throws {
        let connection = try Connection()
        let sql = "SELECT load_extension('a')"
        let error = #expect(throws: SQLiteError.self) { try connection.execute(sql) }
        #expect(error?.isRefusal == true)
        #expect(error?.message == "the function load_extension is not allowed")
    }

    @Test func `a lock of another connection is told from other reasons to wait`() throws {
        let path = "/tmp/tuneql-locks-\(UInt64.random(in: 0 ... .max)).db"
        defer { unlink(path) }
        let (first, second) = (try Connection(path: path), try Connection(path: path))
        try first.execute("CREATE TABLE t (a); BEGIN IMMEDIATE")
        #expect(cause(of: "INSERT INTO t VALUES (1)", on: second) == .lockedFile)
        try first.execute("ROLLBACK; INSERT INTO t VALUES (1), (2)")
        var running = try first.prepare("DELETE FROM t RETURNING a")
        try first.execute("BEGIN")
        #expect(try running.step())
        let error = #expect(throws: SQLiteError.self) { try first.execute("COMMIT") }
        #expect(error?.isBusy == true)
        #expect(error?.cause == nil)
    }
}
