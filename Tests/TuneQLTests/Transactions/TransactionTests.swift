import Testing
import TuneQL

@Suite struct TransactionTests {
    @Test func `local changes are kept or taken back together`() async throws {
        let world = try World()
        _ = try await world.rows("CREATE TABLE t (x)")
        for sql in ["BEGIN", "INSERT INTO t VALUES (1)", "ROLLBACK"] {
            _ = try await world.rows(sql)
        }
        #expect(try await world.value("SELECT count(*) FROM t") == 0)
        for sql in [
            "START TRANSACTION", "INSERT INTO t VALUES (1)", "SAVEPOINT s",
            "INSERT INTO t VALUES (2)", "ROLLBACK TO s", "RELEASE s", "UPDATE t SET x = x + 10",
            "COMMIT",
        ] { _ = try await world.rows(sql) }
        #expect(try await world.rows("SELECT x FROM t") == [[11]])
    }

    @Test(
        arguments: [
            (
                "INSERT INTO ⟦google.aiplatform.tuning_jobs⟧ (projectsId, locationsId, baseModel) "
                    + "SELECT 'demo-project', 'us-central1', 'm'",
                "an INSERT into google.aiplatform.tuning_jobs cannot be part of a transaction: "
                    + "the service cannot undo it"
            ),
            (
                "EXEC ⟦google.aiplatform.tuning_jobs.cancel⟧ SELECT projectsId, locationsId, "
                    + "tuningJobsId FROM google.aiplatform.tuning_jobs "
                    + "WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'",
                "google.aiplatform.tuning_jobs.cancel cannot be part of a transaction: "
                    + "the service cannot undo it"
            ),
        ] as [(String, String)],
        ["BEGIN", "SAVEPOINT s"]
    )
    func `a call that changes something is refused in a transaction, before any request`(
        _ statement: (String, String),
        _ opening: String
    ) async throws {
        let world = try World()
        let (sql, range) = unmark(statement.0)
        _ = try await world.rows(opening)
        let error = try #require(await world.error(sql))
        #expect(error.code == .sql)
        #expect(error.message == statement.1)
        #expect(error.range == range)
        #expect(error.help == "COMMIT or ROLLBACK first")
        #expect(world.transport.count == 0)
    }

    @Test func `reads and local copies of resources are part of a transaction`() async throws {
        let world = try World()
        _ = try await world.rows("BEGIN")
        _ = try await world.rows(World.filled("CREATE TABLE t AS SELECT name FROM %t WHERE %w"))
        _ = try await world.rows(
            World.filled("INSERT INTO t SELECT name || '+' FROM %t WHERE %w AND name > 'a'")
        )
        _ = try await world.rows(
            "EXEC \(World.jobs).list @projectsId = 'demo-project', @locationsId = 'us-central1'"
        )
        _ = try await world.rows("COMMIT")
        #expect(try await world.value("SELECT count(*) FROM t") == 26)
    }

    @Test func `a copy that fails in the middle leaves no table`() async throws {
        let world = try World()
        let error = await world.error(
            World.filled(
                "CREATE TABLE t AS SELECT name, abs(-9223372036854775808) FROM %t WHERE %w"
            )
        )
        #expect(error?.message == "integer overflow")
        #expect(await world.error("SELECT * FROM t")?.code == .unknownName)
    }
}
