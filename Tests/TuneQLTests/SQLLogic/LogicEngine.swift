import TuneQL
import TuneQLSQLite

/// What answers the records of a file.
protocol LogicEngine {
    /// Its name in `onlyif` and `skipif`.
    var name: String { get }
    func rows(_ sql: String) async throws -> [[Value]]
}

/// An engine's refusal.
struct LogicFailure: Error {
    let message: String
}

/// Our tables.
struct SessionEngine: LogicEngine {
    let session: Session

    var name: String { "tuneql" }

    func rows(_ sql: String) async throws -> [[Value]] {
        do throws(QueryError) {
            return try await session.run(sql).rows()
        } catch {
            throw LogicFailure(message: error.message)
        }
    }
}

/// SQLite's own tables, on a connection that knows nothing of ours.
struct PlainEngine: LogicEngine {
    let connection: Connection

    var name: String { "sqlite" }

    func rows(_ sql: String) async throws -> [[Value]] {
        do throws(SQLiteError) {
            var statement = try connection.prepare(sql)
            var rows: [[Value]] = []
            while try statement.step() {
                rows.append((0..<statement.columnCount).map { Value(statement.value(at: $0)) })
            }
            return rows
        } catch {
            throw LogicFailure(message: error.message)
        }
    }
}

extension Value {
    /// A value of SQLite's own.
    init(_ value: SQLiteValue) {
        self =
            switch value {
            case .null: .null
            case .integer(let value): .integer(value)
            case .real(let value): .real(value)
            case .text(let text): .text(text)
            case .blob(let bytes): .blob(bytes)
            }
    }
}
