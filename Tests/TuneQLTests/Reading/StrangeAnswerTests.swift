import Testing
import TuneQL
import TuneQLCalls
import TuneQLEmulator
import TuneQLTransport

/// Answers with status 200 that are not what was asked for.
@Suite struct StrangeAnswerTests {
    private static let list = World.filled("SELECT name, createTime FROM %t WHERE %w")
    private static let help =
        "another server responds in its place, such as a gateway or a proxy; check --endpoint"

    /// A world of two pages, in which the answer to one request is another.
    private func world(_ body: String, at number: Int = 0) throws -> World {
        let world = try World(jobsPerLocation: 3, maximumPageSize: 2)
        var faults = world.emulator.faults
        faults.inject(.answer(HTTPResponse(status: 200, body: Array(body.utf8))), at: [number])
        world.emulator.faults = faults
        return world
    }

    @Test(
        arguments: [0, 1],
        [
            (#"{"message": "Endpoint request timed out"}"#, "Endpoint request timed out"),
            (#"{"error": "boom"}"#, "boom"),
            (#"{"error": {"code": 14, "message": "try later"}}"#, "try later"),
            (#"[{"error": {"message": "in a list"}}]"#, "in a list"),
            (#"{"fault": {"detail": "a\nb"}}"#, "a b"),
            (#"{"tuningJobs": [], "error": "half of it"}"#, "half of it"),
            (#"{"queue": 7}"#, #"{"queue": 7}"#), ("[]", "[]"), ("null", "null"),
            (#"{"tuning_jobs": [], "x": 1}"#, "'tuning_jobs'"),
            (#"{"tuningJobs": [], "next_page_token": "t"}"#, "'next_page_token'"),
            (#"{"tuningJobs": [{"name": "n", "create_time": "t"}]}"#, "'create_time'"),
        ] as [(String, String)]
    )
    func `a page that is another answer ends the list with what it says`(
        number: Int,
        _ answer: (body: String, text: String)
    ) async throws {
        let world = try world(answer.body, at: number)
        let error = try #require(await world.error(Self.list))
        #expect(error.code == .transport)
        #expect(error.message.hasPrefix("GET https://us-central1-aiplatform.googleapis.com/v1/"))
        #expect(error.message.contains("pageToken=") == (number == 1))
        let words =
            answer.text.hasPrefix("'")
            ? " responded with \(answer.text), which is not how the service spells it"
            : " returned something other than the requested list: \(answer.text)"
        #expect(error.message.hasSuffix(words), "\(error.message)")
        #expect(error.help == Self.help)
    }

    @Test(
        arguments: [
            ("upstream request\n timeout", "; it says: upstream request timeout"),
            ("<html><head><title>Log in</title></head></html>", "; it says: Log in"),
            ("<html></html>", ", at byte 0"), ("", ", at byte 0"), (" ", ", at byte 1"),
            ("{\"tuningJobs\"", ", at byte 13"),
        ] as [(String, String)]
    )
    func `a page that is no JSON is an error with what it says`(
        body: String,
        words: String
    ) async throws {
        let error = try #require(await world(body, at: 1).error(Self.list))
        #expect(error.code == .transport)
        #expect(error.message.contains(" returned a response that is not JSON: "))
        #expect(error.message.hasSuffix(words), "\(error.message)")
    }

    @Test(arguments: ["{}", #"{"tuningJobs": []}"#, #"{"tuningJobs": null}"#, #"{"x": null}"#])
    func `a page without rows is no error`(body: String) async throws {
        let world = try world(body)
        #expect(try await world.rows(Self.list).isEmpty)
    }

    @Test(arguments: ["", "EXEC "])
    func `a long or secret text is not repeated as it is`(exec: String) async throws {
        let secret = "planted-\(exec.count)-secret-of-a-token"
        Redactor.shared.register(secret)
        let world = try world(#"{"message": "\#(secret) \#(String(repeating: "x", count: 999))"}"#)
        let statement =
            exec.isEmpty
            ? Self.list
            : "EXEC \(World.jobs).list @projectsId = 'demo-project', @locationsId = 'us-central1'"
        let error = try #require(await world.error(statement))
        #expect(error.message.hasSuffix("x…"))
        #expect(error.message.contains("list: … xxx"))
        #expect(error.message.count < 600)
    }

    private static let other = "projects/demo-project/locations/us-central1/tuningJobs/2"

    @Test(
        arguments: [
            ("{}", "{}"), (#"{"name": "\#(other)"}"#, "its name is '\(other)'"),
            (#"{"name": ""}"#, #"{"name": ""}"#), (#"{"name": 1}"#, #"{"name": 1}"#),
            (#"{"message": "timed out"}"#, "timed out"), ("7", "7"), ("[]", "[]"),
            (
                #"{"name": "projects/demo-project/locations/us-east1/tuningJobs/1"}"#,
                "its name is 'projects/demo-project/locations/us-east1/tuningJobs/1'"
            ),
        ] as [(String, String)],
        [
            "SELECT * FROM %t WHERE %w AND tuningJobsId = '1'",
            "SELECT state FROM %t WHERE %w AND tuningJobsId = '1'",
            "SELECT 1 FROM %t WHERE name = 'projects/demo-project/locations/us-central1/tuningJobs/1'",
            "EXEC %t.get @projectsId = 'demo-project', @locationsId = 'us-central1', @tuningJobsId = '1'",
            "SELECT state FROM (EXEC %t.get @projectsId = 'demo-project', "
                + "@locationsId = 'us-central1', @tuningJobsId = '1')",
        ]
    )
    func `a look-up that answers another row, or none, is an error`(
        _ answer: (body: String, text: String),
        statement: String
    ) async throws {
        let world = try world(answer.body)
        let error = try #require(await world.error(World.filled(statement)))
        #expect(error.code == .transport)
        #expect(
            error.message.hasSuffix(
                " returned something other than the requested row: \(answer.text)"
            ),
            "\(error.message)"
        )
    }

    @Test func `a project's number in a row's name is the project`() async throws {
        let name = "projects/123456789/locations/us-central1/tuningJobs/1"
        let world = try world(#"{"name": "\#(name)", "state": "JOB_STATE_PAUSED"}"#)
        let select = World.filled("SELECT state FROM %t WHERE %w AND tuningJobsId = '1'")
        #expect(try await world.rows(select) == [["JOB_STATE_PAUSED"]])
    }

    @Test func `an answer in another spelling is refused after a create too`() async throws {
        let name = "projects/demo-project/locations/us-central1/tuningJobs/1"
        let world = try world(#"{"name": "\#(name)", "create_time": "2026-06-01T00:00:00Z"}"#)
        let error = try #require(
            await world.error(ManyWritesTests.insert(1) + " RETURNING createTime")
        )
        #expect(error.code == .transport)
        #expect(
            error.message.hasPrefix("the response is not the service's: a member's name is spelt")
        )
        #expect(error.help == "the row was created: \(name)")
    }

    @Test(
        arguments: [
            (
                "EXEC %t.cancel @projectsId = 'p', @locationsId = 'us-central1', @tuningJobsId = '7'",
                #"{"message": "Endpoint request timed out"}"#,
                "the response is not one of cancel: Endpoint request timed out"
            ),
            (
                "EXEC %t.rebase_tuned_model @projectsId = 'demo-project', "
                    + "@locationsId = 'us-central1', @@json = '{\"tunedModelRef\": {\"tuningJob\": \"x\"}}'",
                #"{"message": "timed out"}"#,
                "the response does not name its operation: timed out"
            ),
        ] as [(String, String, String)]
    )
    func `a write whose answer is another one has an unknown outcome`(
        statement: String,
        body: String,
        words: String
    ) async throws {
        let world = try world(body)
        let error = try #require(await world.error(World.filled(statement)))
        #expect(error.code == .unknownOutcome)
        #expect(error.message.contains(words), "\(error.message)")
    }

    @Test func `a location that answers something else is one failed call of several`() async throws
    {
        let world = try World(jobsPerLocation: 1) { inner in
            ChangingTransport(inner) { request, response in
                guard request.url.contains("us-east1") else { return response }
                return HTTPResponse(status: 200, body: Array(#"{"error": "boom"}"#.utf8))
            }
        }
        let places = "projectsId = 'demo-project' AND locationsId IN ('us-central1', 'us-east1')"
        let error = try #require(
            await world.error("SELECT name FROM \(World.jobs) WHERE \(places)")
        )
        #expect(error.code == .transport)
        #expect(error.message.hasSuffix(": boom"))
    }
}
