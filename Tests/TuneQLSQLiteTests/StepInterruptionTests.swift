import Testing
import TuneQLSQLite

/// SQLite is told to stop the first time that it asks, then the second, and so on.
@Suite struct StepInterruptionTests {
    private static let numbers =
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "

    @Test(
        arguments: [
            numbers + "SELECT sum(i) FROM n",
            numbers + "SELECT i % 10, count(*) FROM n GROUP BY 1 ORDER BY 2, 1 DESC",
            "SELECT count(*) FROM t a JOIN t b ON a.i = b.i - 1",
            numbers + "INSERT INTO t SELECT i + 10000 FROM n",
            "UPDATE t SET i = i + 100000",
        ]
    )
    func `a statement that is stopped anywhere is an error, and leaves all as it was`(
        _ sql: String
    ) throws {
        let connection = try Connection()
        try connection.execute(
            "CREATE TABLE t (i INTEGER PRIMARY KEY); "
                + Self.numbers + "INSERT INTO t SELECT i FROM n"
        )
        let before = try connection.rows("SELECT count(*), sum(i) FROM t")
        for number in 1... {
            var asked = 0
            connection.shouldStop = {
                asked += 1
                return asked == number
            }
            let error = SQLiteError.thrown { try connection.rows(sql) }
            connection.shouldStop = { false }
            guard asked >= number else {
                #expect(error == nil)
                #expect(number > 1)
                break
            }
            #expect(error?.isInterrupt == true)
            #expect(try connection.rows("SELECT count(*), sum(i) FROM t") == before)
        }
    }
}

extension SQLiteError {
    /// The error that a closure throws; nil when it throws none.
    fileprivate static func thrown(_ body: () throws -> [[SQLiteValue]]) -> SQLiteError? {
        do {
            _ = try body()
            return nil
        } catch {
            return error as? SQLiteError
        }
    }
}
