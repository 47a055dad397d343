import Synchronization
import Testing
import TuneQLCalls
import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan

/// Tables on a SQLite connection that is no session's.
@Suite struct HostTests {
    @Test func `a table is read where there is no session`() async throws {
        let rows = try await Host.run { host in
            try host.rows("SELECT name, height, country FROM stations WHERE country = 'no'")
        }
        #expect(
            rows == [
                [.text("bergen"), .integer(12), .text("no")],
                [.text("oslo"), .integer(23), .text("no")],
                [.text("røros"), .integer(628), .text("no")],
            ]
        )
    }

    @Test func `what two scans have in common is fetched once`() async throws {
        let count = CallCount()
        let transport = StationsTransport { _ in count.add() }
        let rows = try await Host.run(transport) { host in
            try host.rows(
                """
                SELECT a.name FROM stations a JOIN stations b ON a.height < b.height
                WHERE a.country = 'no' AND b.country = 'no' ORDER BY a.name, b.name
                """
            )
        }
        #expect(rows == [[.text("bergen")], [.text("bergen")], [.text("oslo")]])
        #expect(count.value == 2)
    }

    @Test func `functions need no session`() async throws {
        let rows = try await Host.run { host in
            try host.rows("SELECT format_number(height * 1000) FROM stations WHERE country = 'no'")
        }
        #expect(rows.last == [.text("628,000")])
    }

    @Test func `a refusal is a scan's error with that of its call`() async throws {
        let error = await #expect(throws: ScanError.self) {
            _ = try await Host.run { host in
                try host.rows("SELECT name FROM stations WHERE country = 'atlantis'")
            }
        }
        #expect(error?.code == .api)
        #expect(error?.call?.httpStatus == 403)
        #expect(error?.message.contains("Not for you.") == true)
    }

    @Test func `a function's error is a scan's error without a call`() async throws {
        let error = await #expect(throws: ScanError.self) {
            _ = try await Host.run { host in try host.rows("SELECT regexp_like('a', '(')") }
        }
        #expect(error?.code == .invalidValue)
        #expect(error?.call == nil)
    }

    @Test func `a plan that lacks a parameter is kept for the message`() async throws {
        let missing = try await Host.run { host in
            #expect(throws: SQLiteError.self) { _ = try host.rows("SELECT name FROM stations") }
            return host.refusals.map(\.error.missing)
        }
        #expect(missing.allSatisfy { $0 == ["country"] } && !missing.isEmpty)
    }

    @Test func `a statement that is cancelled lets its thread go`() async throws {
        let control = StatementControl()
        let transport = StationsTransport { _ in control.cancel() }
        let error = await #expect(throws: ScanError.self) {
            _ = try await Host.run(transport) { host in
                try host.rows("SELECT name FROM stations WHERE country = 'no'", endedBy: control)
            }
        }
        #expect(error == .cancelled)
    }
}

/// The number of requests.
private final class CallCount: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add() { count.add(1, ordering: .relaxed) }
}
