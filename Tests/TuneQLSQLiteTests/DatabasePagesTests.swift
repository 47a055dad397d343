import Testing
import TuneQLSQLite
import TuneQLText

/// Databases in memory that are read where they are.
@Suite struct DatabasePagesTests {
    private static func image() throws -> [UInt8] {
        let connection = try Connection()
        try connection.execute(
            """
            CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT);
            WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
            INSERT INTO t SELECT i, printf('row %d', i) FROM n;
            """
        )
        return try connection.image()
    }

    private func value(_ sql: String, _ connection: Connection) throws -> SQLiteValue {
        var statement = try connection.prepare(sql)
        try #require(try statement.step())
        return statement.value(at: 0)
    }

    @Test func `a database is read from bytes`() throws {
        let connection = try Connection(.plain(try Self.image()))
        #expect(try value("SELECT count(*) FROM t", connection) == .integer(5000))
        #expect(try value("SELECT text FROM t WHERE id = 4321", connection) == .text("row 4321"))
        #expect(try value("PRAGMA integrity_check", connection) == .text("ok"))
    }

    @Test func `several databases are open side by side`() throws {
        let first = try Connection(.plain(try Self.image()))
        let other = try Connection()
        try other.execute("CREATE TABLE t(id); INSERT INTO t VALUES(1)")
        let second = try Connection(.plain(try other.image()))
        #expect(try value("SELECT count(*) FROM t", first) == .integer(5000))
        #expect(try value("SELECT count(*) FROM t", second) == .integer(1))
    }

    @Test func `nothing can be written to them`() throws {
        let connection = try Connection(.plain(try Self.image()))
        let error = try #require(throws: SQLiteError.self) {
            try connection.execute("INSERT INTO t VALUES(9999, '')")
        }
        #expect(error.message.contains("readonly"))
    }

    @Test(arguments: [[], [7], Array("SQLite format 3\0".utf8), [UInt8](repeating: 9, count: 5000)])
    func `bytes that are no database are an error, or an empty database`(bytes: [UInt8]) throws {
        let connection = try Connection(.plain(bytes))
        #expect(throws: SQLiteError.self) { try value("SELECT * FROM t", connection) }
    }

    @Test func `any part of encoded pages is decoded`() throws {
        let size = DatabasePages.pageSize
        let bytes = (0..<(3 * size)).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 7) }
        let pages = stride(from: 0, to: bytes.count, by: size).map {
            Base64.encoded(Array(bytes[$0..<$0 + size]))
        }
        let digits = Array(pages.joined().utf8)
        #expect(digits.count == 3 * DatabasePages.encodedPageSize)
        for (start, count) in [(0, 100), (24, 16), (1, 1), (4095, 2), (4096, 4096), (5, 12283)] {
            var target = [UInt8](repeating: 0xAA, count: count)
            digits.withUnsafeBufferPointer { digits in
                target.withUnsafeMutableBytes {
                    DatabasePages.decode(digits, from: start, to: $0)
                }
            }
            #expect(target == Array(bytes[start..<start + count]), "\(start), \(count)")
        }
    }
}
