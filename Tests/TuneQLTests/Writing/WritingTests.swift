import Testing
import TuneQL
import TuneQLEmulator
import TuneQLJSON
import TuneQLTransport

@Suite struct WritingTests {
    static let insert = "INSERT INTO \(World.jobs) (projectsId, locationsId, baseModel"
    static let values = "'demo-project', 'us-central1', 'gemini-2.5-flash'"
    static let spec =
        #"'{"trainingDatasetUri": "gs://b/train.jsonl", "hyperParameters": {"epochCount": 3}}'"#

    @Test func `INSERT sends one POST whose body holds objects, and RETURNING shows the answer`()
        async throws
    {
        let world = try World()
        let rows = try await world.rows(
            """
            /*+ create */ INSERT INTO \(World.jobs) (locationsId, projectsId, baseModel, \
            encryptionSpec, supervisedTuningSpec, description, labels, tunedModelDisplayName) \
            SELECT 'us-central1', 'demo-project', 'gemini-2.5-flash', '{"kmsKeyName": "k"}', \
            \(Self.spec), 'a test', '{"team": "a"}', 'my-model' \
            RETURNING name, state, labels, projectsId, json_extract(labels, '$.team') AS team
            """
        )
        #expect(rows.count == 1)
        let row = try #require(rows.first)
        guard case .text(let name) = row[0] else {
            Issue.record("\(row)")
            return
        }
        #expect(
            Array(row.dropFirst()) == [
                "JOB_STATE_QUEUED", .json(#"{"team":"a"}"#), "demo-project", "a",
            ]
        )
        #expect(world.transport.requests.map(\.method) == ["POST"])
        #expect(
            world.transport.requests.map(\.path)
                == ["v1/projects/demo-project/locations/us-central1/tuningJobs"]
        )
        let body = try JSONValue(parsing: try #require(world.transport.requests[0].body))
        let expected: JSONValue = [
            "baseModel": "gemini-2.5-flash", "encryptionSpec": ["kmsKeyName": "k"],
            "supervisedTuningSpec": [
                "trainingDatasetUri": "gs://b/train.jsonl", "hyperParameters": ["epochCount": "3"],
            ],
            "description": "a test", "labels": ["team": "a"], "tunedModelDisplayName": "my-model",
        ]
        for member in [
            "baseModel", "encryptionSpec", "description", "labels", "tunedModelDisplayName",
        ] { #expect(body[member] == expected[member]) }
        #expect(body["supervisedTuningSpec"]?["hyperParameters"]?["epochCount"]?.integer == 3)
        #expect(body["projectsId"] == nil)
        let found = try await world.value(
            "SELECT count(*) FROM \(World.jobs) WHERE name = '\(name)'"
        )
        #expect(found == 1)
    }

    @Test func `data__ in front of a column means its member of the body`() async throws {
        let world = try World()
        _ = try await world.rows(
            "INSERT INTO \(World.jobs) (projectsId, locationsId, data__baseModel, "
                + "data__supervisedTuningSpec) SELECT \(Self.values), \(Self.spec)"
        )
        let body = try JSONValue(parsing: try #require(world.transport.requests.first?.body))
        #expect(body["baseModel"] == "gemini-2.5-flash")
    }

    @Test(
        arguments: [
            (
                ", ⟦basModel⟧) SELECT \(values), 'x'", "create takes no basModel",
                "did you mean baseModel?"
            ),
            (
                ", ⟦state⟧) SELECT \(values), 'x'",
                "'state' is set by the service and cannot be specified", nil
            ),
            (
                ", ⟦labels⟧) SELECT \(values), '{bad'",
                "'labels' is not JSON: a value, a name or a separator was expected (at byte 1)", nil
            ),
            (
                ", ⟦supervisedTuningSpec⟧) SELECT \(values), "
                    + #"'{"trainingDatasetUri":"g","hyperParameters":{"adapterSize":"ADAPTER_SIZE_FIV"}}'"#,
                "'supervisedTuningSpec.hyperParameters.adapterSize' cannot be 'ADAPTER_SIZE_FIV'; it "
                    + "must be one of ADAPTER_SIZE_UNSPECIFIED, ADAPTER_SIZE_ONE, ADAPTER_SIZE_TWO, "
                    + "ADAPTER_SIZE_FOUR, ADAPTER_SIZE_EIGHT, ADAPTER_SIZE_SIXTEEN, "
                    + "ADAPTER_SIZE_THIRTY_TWO", nil
            ),
        ] as [(String, String, String?)]
    )
    func `a column that cannot be sent is refused before any request`(
        _ rest: String,
        _ message: String,
        _ help: String?
    ) async throws {
        let world = try World()
        let (text, range) = unmark(Self.insert + rest)
        let error = try #require(await world.error(text))
        #expect(error.message == message)
        #expect(error.range == range)
        #expect(error.help == help)
        #expect(world.transport.count == 0)
    }

    @Test func `a missing parameter is refused before any request`() async throws {
        let world = try World()
        let (text, range) = unmark(
            "INSERT INTO \(World.jobs) (⟦projectsId, baseModel⟧) SELECT 'demo-project', 'x'"
        )
        let error = try #require(await world.error(text))
        #expect(error.code == .missingParameter)
        #expect(error.message == "tuning_jobs cannot be created without locationsId")
        #expect(error.help == "create needs projectsId, locationsId")
        #expect(error.range == range)
        #expect(world.transport.count == 0)
    }

    @Test func `a bad row among good ones is refused before any request`() async throws {
        let world = try World()
        let error = try #require(
            await world.error(
                Self.insert + ", labels) VALUES (\(Self.values), '{}'), (\(Self.values), '[')"
            )
        )
        #expect(error.message.hasPrefix("row 2: 'labels' is not JSON"))
        #expect(world.transport.count == 0)
    }

    @Test func `an unknown column of RETURNING is refused before any request`() async throws {
        let world = try World()
        let (text, range) = unmark(
            Self.insert
                + ", supervisedTuningSpec) SELECT \(Self.values), \(Self.spec) RETURNING ⟦nme⟧"
        )
        let error = try #require(await world.error(text))
        #expect(error.message == "no such column: nme")
        #expect(error.range == range)
        #expect(world.transport.count == 0)
    }

    @Test func `the rows that were created before a failing one are named`() async throws {
        let world = try World()
        var faults = world.emulator.faults
        faults.inject(.answer(.init(status: 403, body: Array(Self.denied.utf8))), at: [1])
        world.emulator.faults = faults
        let row = "(\(Self.values), \(Self.spec))"
        let error = try #require(
            await world.error(Self.insert + ", supervisedTuningSpec) VALUES \(row), \(row), \(row)")
        )
        #expect(error.code == .partial)
        #expect(error.message.hasPrefix("row 2 of 3: "))
        #expect(error.help?.hasPrefix("row 1 was created: projects/") == true)
        #expect(error.help?.contains("row 3 was not tried") == true)
        #expect(world.transport.count == 2)
    }

    static let denied = #"{"error": {"code": 403, "message": "no", "status": "PERMISSION_DENIED"}}"#

    @Test func `a create whose connection was cut is not repeated`() async throws {
        let world = try World()
        var faults = world.emulator.faults
        faults.inject(.cut(afterBytes: 10), at: [0])
        world.emulator.faults = faults
        let error = try #require(
            await world.error(
                Self.insert + ", supervisedTuningSpec) SELECT \(Self.values), \(Self.spec)"
            )
        )
        #expect(error.code == .unknownOutcome)
        #expect(world.transport.count == 1)
    }

    @Test func `EXEC cancels a job, and SELECT shows it`() async throws {
        let world = try World()
        let created = try await world.rows(
            Self.insert + ", supervisedTuningSpec) SELECT \(Self.values), \(Self.spec) "
                + "RETURNING tuningJobsId"
        )
        let id = try #require(created.first?.first)
        world.transport.forget()
        let result = try await world.session.run(
            "EXEC \(World.jobs).cancel @projectsId = 'demo-project', @locationsId = 'us-central1', "
                + "@tuningJobsId = :id",
            ["id": id]
        )
        #expect(result.message == "cancel was called")
        let requests = world.transport.requests
        #expect(requests.map(\.method) == ["POST"])
        #expect(requests.first?.path.hasSuffix(":cancel") == true)
        let state = try await world.value(
            "SELECT state FROM \(World.jobs) WHERE \(World.place) AND tuningJobsId = :id",
            ["id": id]
        )
        #expect(["JOB_STATE_CANCELLING", "JOB_STATE_CANCELLED"].contains(state))
    }

    @Test func `EXEC calls once for each row of a query`() async throws {
        let world = try World()
        let rows = (1...3).map { _ in "(\(Self.values), \(Self.spec))" }.joined(separator: ", ")
        _ = try await world.rows(Self.insert + ", supervisedTuningSpec) VALUES \(rows)")
        world.transport.forget()
        let result = try await world.session.run(
            "EXEC \(World.jobs).cancel SELECT projectsId, locationsId, tuningJobsId "
                + "FROM \(World.jobs) WHERE \(World.place) AND state = 'JOB_STATE_QUEUED'"
        )
        let posts = world.transport.requests.filter { $0.method == "POST" }
        #expect(posts.count >= 3)
        #expect(result.message == "cancel was called \(posts.count) times")
    }

    @Test func `EXEC names what is missing, without a request`() async throws {
        let world = try World()
        let (text, range) = unmark("EXEC ⟦\(World.jobs).cancel⟧ @projectsId = 'p'")
        let error = try #require(await world.error(text))
        #expect(error.message == "cancel cannot be called without locationsId, tuningJobsId")
        #expect(error.help == "add  @locationsId = '…', @tuningJobsId = '…'")
        #expect(error.range == range)
        #expect(world.transport.count == 0)
    }

    @Test func `a local table takes rows of a resource`() async throws {
        let world = try World()
        _ = try await world.rows("CREATE TABLE t (name TEXT, state TEXT)")
        let inserted = try await world.session.run(
            World.filled("INSERT INTO t SELECT name, state FROM %t WHERE %w")
        )
        #expect(inserted.message == "INSERT 13")
        _ = try await world.rows(World.filled("CREATE TABLE u AS SELECT * FROM %t WHERE %w"))
        #expect(try await world.value("SELECT count(*) FROM t JOIN u USING (name, state)") == 13)
        #expect(world.transport.count == 2)
    }

    @Test(
        arguments: [
            ("UPDATE %t SET state = 'x'", "\(World.jobs) does not support UPDATE"),
            ("DELETE FROM %t", "\(World.jobs) does not support DELETE"),
            ("REPLACE INTO %t (state) VALUES ('x')", "\(World.jobs) does not support REPLACE"),
            ("DROP TABLE %t", "DROP TABLE cannot change \(World.jobs)"),
        ]
    )
    func `a verb without a method is refused`(_ sql: String, _ message: String) async throws {
        let world = try World()
        let error = try #require(await world.error(World.filled(sql)))
        #expect(error.message == message)
        #expect(world.transport.count == 0)
    }
}
