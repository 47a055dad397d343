import Testing
import TuneQL

/// Prepared statements, statements without rows, and transactions.
@Suite struct SessionClosureTests {
    private struct Stop: Error {}

    private func session() async throws -> Session {
        let session = try ShapeWorld([:]).session
        try await session.execute("CREATE TABLE notes(id INTEGER PRIMARY KEY, text)")
        return session
    }

    private func notes(in session: Session) async throws -> [String] {
        try await session.run("SELECT text FROM notes ORDER BY id").all()
            .compactMap { $0.string("text") }
    }

    @Test func `a prepared statement runs many times`() async throws {
        let session = try await session()
        let insert = try session.prepare("INSERT INTO notes VALUES (?, ?);")
        for number in 1...3 {
            try await insert.execute([.integer(Int64(number)), .text("n\(number)")])
        }
        #expect(try await notes(in: session) == ["n1", "n2", "n3"])
        let find = try session.prepare("SELECT text FROM notes WHERE id = :id")
        #expect(try await find.run(["id": 2]).first()?.string("text") == "n2")
        #expect(try await find.run(["id": 9]).all().isEmpty)
    }

    @Test(arguments: ["SELECT 1; SELECT 2", "", "SELEC 1"])
    func `a text that is not one statement is refused`(text: String) async throws {
        let session = try await session()
        let error = #expect(throws: QueryError.self) { try session.prepare(text) }
        #expect(error?.code == .syntax)
    }

    @Test func `a transaction is committed at its end`() async throws {
        let session = try await session()
        let count = try await session.transaction { session in
            try await session.execute("INSERT INTO notes VALUES (1, 'a')")
            return try await session.run("SELECT count(*) AS n FROM notes").first()?.integer("n")
        }
        #expect(count == 1)
        #expect(try await notes(in: session) == ["a"])
    }

    @Test func `a transaction is rolled back when its body throws`() async throws {
        let session = try await session()
        await #expect(throws: Stop.self) {
            try await session.transaction { session in
                try await session.execute("INSERT INTO notes VALUES (1, 'a')")
                throw Stop()
            }
        }
        #expect(try await notes(in: session) == [])
        try await session.execute("BEGIN")
        try await session.execute("COMMIT")
    }

    @Test func `a cancelled transaction is rolled back`() async throws {
        let session = try await session()
        let task = Task {
            try await session.transaction { session in
                try await session.execute("INSERT INTO notes VALUES (1, 'a')")
                withUnsafeCurrentTask { $0?.cancel() }
                try await session.execute("INSERT INTO notes VALUES (2, 'b')")
            }
        }
        _ = await task.result
        #expect(try await notes(in: session) == [])
        try await session.execute("INSERT INTO notes VALUES (3, 'c')")
        #expect(try await notes(in: session) == ["c"])
    }
}
