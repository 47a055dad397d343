import Testing
import TuneQL
import TuneQLEmulator
import TuneQLTransport

/// Writes whose answers do not show that the service has carried them out.
@Suite struct UnreadableAnswerTests {
    private func world(_ body: String, at number: Int) throws -> World {
        let world = try World(jobsPerLocation: 0)
        var faults = world.emulator.faults
        faults.inject(.answer(HTTPResponse(status: 200, body: Array(body.utf8))), at: [number])
        world.emulator.faults = faults
        return world
    }

    @Test(
        arguments: ["", " RETURNING name"],
        [
            ("<html>", "the response is not JSON"), ("no  luck", "at byte 0; it says: no luck"),
            ("{\"name\":", "the response is not JSON"),
            ("[]", "the response does not name"), ("7", "the response does not name"),
            ("", "the response is empty"), ("{}", "the response does not name"),
            ("{\"name\": \"\"}", "the response does not name"),
            (
                "{\"message\": \"timed out\"}",
                "the response does not name what was created: timed out"
            ),
            ("{\"name\": \"jobs/1\"}", "the response names something else: jobs/1"),
            (
                "{\"name\": \"projects/1/locations/us-east1/tuningJobs/1\"}",
                "the response names something else: projects/1/locations/us-east1/tuningJobs/1"
            ),
        ]
    )
    func `an answer that does not show what was created leaves the outcome unknown`(
        _ returning: String,
        _ answer: (body: String, words: String)
    ) async throws {
        let world = try world(answer.body, at: 1)
        let error = try #require(await world.error(ManyWritesTests.insert(3) + returning))
        #expect(error.code == .partial)
        #expect(error.message.hasPrefix("row 2 of 3: the outcome is unknown"))
        #expect(error.message.contains(answer.words))
        let report = try #require(error.report)
        #expect(report.rows.map { $0[2] } == ["done", "unknown", "not tried"])
        #expect(world.transport.count == 2)
    }

    @Test(arguments: ["<html>please log in</html>", "{"])
    func `an answer to EXEC that is not JSON leaves the outcome unknown`(
        body: String
    ) async throws {
        let world = try world(body, at: 0)
        let error = try #require(
            await world.error(
                "EXEC \(World.jobs).cancel @projectsId = 'p', @locationsId = 'us-central1', "
                    + "@tuningJobsId = '7'"
            )
        )
        #expect(error.code == .unknownOutcome)
        #expect(
            error.help == "before repeating it, check with  SELECT name, state FROM "
                + "\(World.jobs) WHERE projectsId = 'p' AND locationsId = 'us-central1' "
                + "AND tuningJobsId = '7'"
        )
    }

    @Test func `a refusal that comes as a success is a refusal`() async throws {
        let world = try world(WritingTests.denied, at: 0)
        let error = try #require(await world.error(ManyWritesTests.insert(1)))
        #expect(error.code == .api)
        #expect(error.message.hasPrefix("PERMISSION_DENIED: no"))
    }

    @Test func `an unknown outcome gives the SELECT that finds out, and it runs`() async throws {
        let world = try world("<html>", at: 0)
        let error = try #require(await world.error(ManyWritesTests.insert(1)))
        let help = try #require(error.help)
        #expect(help.contains("ORDER BY createTime DESC; what was sent: {"))
        let select = help.split(separator: "  ")[1].split(separator: ";")[0]
        #expect(try await world.rows(String(select)).isEmpty)
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
