import Testing
import TuneQL
import TuneQLEmulator
import TuneQLHTTP

/// Writes that the service has carried out, with an answer that nobody can read.
@Suite struct UnreadableAnswerTests {
    private func world(_ body: String, at number: Int) throws -> World {
        let world = try World(jobsPerLocation: 0)
        var faults = world.emulator.faults
        faults.inject(.answer(HTTPResponse(status: 200, body: Array(body.utf8))), at: [number])
        world.emulator.faults = faults
        return world
    }

    @Test(
        arguments: [
            ("<html>", "the answer is not JSON"), ("{\"name\":", "the answer is not JSON"),
            ("[]", "the answer is JSON of another shape"), ("7", "the answer is JSON of another"),
            ("", "the answer is empty"), ("{}", "the answer is empty"),
        ]
    )
    func `RETURNING of an answer that cannot be read tells that the row was created`(
        _ body: String,
        _ words: String
    ) async throws {
        let world = try world(body, at: 1)
        let error = try #require(
            await world.error(ManyWritesTests.insert(3) + " RETURNING name")
        )
        #expect(error.code == .partial)
        #expect(error.message.hasPrefix("row 2 of 3: it was created, but \(words)"))
        let report = try #require(error.report)
        #expect(report.rows.map { $0[2] } == ["done", "done", "done"])
        #expect(report.rows.map { $0[3] == .null } == [true, false, true])
        #expect(world.transport.count == 3)
    }

    @Test func `the answer of the only row is told in the same way`() async throws {
        let world = try world("<html>", at: 0)
        let error = try #require(
            await world.error(ManyWritesTests.insert(1) + " RETURNING name")
        )
        #expect(error.code == .transport)
        #expect(error.message.hasPrefix("it was created, but the answer is not JSON"))
        #expect(error.help == "look at it with a SELECT; do not repeat the statement")
    }

    @Test func `without RETURNING nobody needs the answer`() async throws {
        let world = try world("<html>", at: 1)
        let results = try await world.session.run(ManyWritesTests.insert(3))
        #expect(results.message?.hasPrefix("created 3") == true)
    }

    @Test func `RETURNING that fails behind the writes tells what was created`() async throws {
        let world = try World(jobsPerLocation: 0)
        let error = try #require(
            await world.error(ManyWritesTests.insert(2) + " RETURNING json_extract(name, '$')")
        )
        #expect(error.code == .sql)
        #expect(error.help?.hasPrefix("all 2 rows were created: projects/") == true)
        #expect(error.report?.rows.map { $0[2] } == ["done", "done"])
    }
}
