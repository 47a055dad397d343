import Testing
import TuneQL

struct AssertTests {
    @Test(
        arguments: [
            "1", "0.5", "'1'", "'true'", "EXISTS (SELECT 1)", "json('true')",
            "(SELECT 2 > 1) AS two", "NULL IS NULL AS 'a name'",
        ]
    )
    func `a condition that is true holds`(_ condition: String) async throws {
        let world = try World()
        #expect(await world.error("ASSERT \(condition)") == nil)
        #expect(try await world.session.run("ASSERT \(condition)").message == "ASSERT")
    }

    @Test(arguments: ["0", "0.0", "NULL", "'0'", "'false'", "''", "'yes'", "x'01'", "1 = 2"])
    func `a condition that is not true does not`(_ condition: String) async throws {
        let world = try World()
        let error = await world.error("ASSERT \(condition)")
        #expect(error?.code == .assertion)
        #expect(error?.message == "the assertion does not hold")
        #expect(error?.help?.hasPrefix("its value is ") == true)
    }

    @Test func `every row has to hold, and there has to be one`() async throws {
        let world = try World()
        let rows = "FROM (VALUES (1, 'a'), (0, 'b'))"
        let error = await world.error("ASSERT SELECT column1 AS ok, column2 AS name \(rows)")
        #expect(error?.message == "the assertion does not hold: ok")
        #expect(error?.help == "row 2 has ok: 0, name: b")
        let empty = await world.error("ASSERT SELECT 1 AS ok \(rows) WHERE column1 = 2")
        #expect(empty?.message == "the assertion has no rows: ok")
        #expect(empty?.code == .assertion)
    }

    @Test func `rows of a service are asserted, and EXPLAIN shows the calls`() async throws {
        let world = try World(jobsPerLocation: 3)
        let assertion = "ASSERT SELECT count(*) = 3 FROM \(World.jobs) WHERE \(World.place)"
        let steps = try await world.session.run("EXPLAIN \(assertion)").rows()
        #expect(steps.count == 1)
        #expect(world.transport.count == 0)
        #expect(await world.error(assertion) == nil)
        #expect(world.transport.count == 1)
    }

    @Test func `the word remains a name`() async throws {
        let world = try World()
        #expect(try await world.rows("SELECT assert FROM (SELECT 1 AS assert)") == [[.integer(1)]])
    }
}
