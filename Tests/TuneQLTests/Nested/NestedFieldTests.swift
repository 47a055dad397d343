import Testing
import TuneQL

/// Fields inside columns, by dots.
@Suite struct NestedFieldTests {
    /// A session whose one job is the text.
    private static func session(_ job: String) throws -> Session {
        try World.session(ScriptedTransport(["{\"tuningJobs\": [\(job)]}"]))
    }

    private static let job = #"""
        {"name": "projects/1/locations/l/tuningJobs/7", "state": "JOB_STATE_SUCCEEDED",
         "labels": {"team": "brand", "cost-center": "12", "a.b": "dot", "year": "2024"},
         "supervisedTuningSpec": {"hyperParameters": {"epochCount": "5",
            "learningRateMultiplier": 1, "adapterSize": "ADAPTER_SIZE_FOUR"},
            "exportLastCheckpointOnly": true, "trainingDatasetUri": "gs://b/1.jsonl"},
         "tunedModel": {"endpoint": "projects/1/locations/l/endpoints/3", "checkpoints": [
            {"checkpointId": "1", "epoch": "1", "endpoint": "e1"},
            {"checkpointId": "2", "epoch": "2", "endpoint": "e2"}]},
         "tuningDataStats": {"supervisedTuningDataStats": {
            "totalBillableTokenCount": "9223372036854775807", "tuningStepCount": "30"}}}
        """#

    @Test(
        arguments: [
            ("supervisedTuningSpec.hyperParameters.epochCount", 5),
            ("supervisedTuningSpec.hyperParameters.epochCount + 1", 6),
            ("typeof(supervisedTuningSpec.hyperParameters.learningRateMultiplier)", "real"),
            ("supervisedTuningSpec.hyperParameters.adapterSize", "ADAPTER_SIZE_FOUR"),
            ("supervisedTuningSpec.exportLastCheckpointOnly", .boolean(true)),
            ("supervisedTuningSpec.exportLastCheckpointOnly + 0", 1),
            ("supervisedtuningspec.HYPERPARAMETERS.epochcount", 5),
            (
                "j.tuningDataStats.supervisedTuningDataStats.totalBillableTokenCount",
                9_223_372_036_854_775_807
            ),
            ("tunedModel.checkpoints[1].endpoint", "e2"),
            ("tunedModel.checkpoints[0].epoch * 10", 10),
            ("tunedModel.checkpoints[2].endpoint", .null),
            (
                "tunedModel.checkpoints[0]",
                .json(#"{"checkpointId":"1","epoch":"1","endpoint":"e1"}"#)
            ),
            ("json_array_length(tunedModel.checkpoints)", 2),
            ("labels.team", "brand"), ("j.labels.team", "brand"), ("upper(labels.team)", "BRAND"),
            (#"labels."cost-center""#, "12"), (#"labels."a.b""#, "dot"), ("labels.none", .null),
            (#""labels".team"#, "brand"), ("labels.Team", .null),
            ("labels.year = 2024", 1), ("labels.year > 2023", 1),
            ("supervisedTuningSpec.hyperParameters.epochCount = '5'", 1),
            ("supervisedTuningSpec.hyperParameters.epochCount IN ('4', '5')", 1),
            ("supervisedTuningSpec.hyperParameters.epochCount BETWEEN '4'AND'6'", 1),
            ("supervisedTuningSpec.hyperParameters.epochCount < 'x'", 1),
            ("error.message", .null), ("tunedModel.model", .null),
            ("CASE WHEN labels.team = 'brand' THEN labels.year ELSE '' END", "2024"),
            ("supervisedTuningSpec.hyperParameters ->> '$.epochCount'", "5"),
            ("j.state", "JOB_STATE_SUCCEEDED"),
        ] as [(String, Value)]
    )
    func `a path is the value there, typed by the schema`(
        _ path: String,
        _ value: Value
    ) async throws {
        let rows = try await Self.session(Self.job).rows(
            World.filled("SELECT \(path) FROM %t AS j WHERE %w")
        )
        #expect(rows == [[value]])
    }

    @Test func `paths stand wherever an expression does`() async throws {
        let world = try World(jobsPerLocation: 40)
        let dotted = try await world.rows(
            World.filled(
                """
                SELECT labels.team, count(*), max(supervisedTuningSpec.hyperParameters.epochCount)
                FROM %t WHERE %w AND supervisedTuningSpec.hyperParameters.epochCount > 1
                GROUP BY labels.team HAVING max(labels.team) IS NOT NULL ORDER BY labels.team DESC
                """
            )
        )
        let extracted = try await world.rows(
            World.filled(
                """
                SELECT labels ->> '$.team' AS team, count(*),
                    max(0 + (supervisedTuningSpec ->> '$.hyperParameters.epochCount'))
                FROM %t WHERE %w AND 0 + (supervisedTuningSpec ->> '$.hyperParameters.epochCount') > 1
                GROUP BY team HAVING team IS NOT NULL ORDER BY team DESC
                """
            )
        )
        #expect(dotted == extracted)
        #expect(dotted.count > 2)
    }

    /// `labels` may have any member; a tuning spec has none with a dot in its name.
    @Test func `a dotted name after an arrow is a path where the schema has no such member`()
        async throws
    {
        let world = try World()
        let rows = try await world.rows(
            World.filled(
                """
                SELECT supervisedTuningSpec ->> 'hyperParameters.epochCount'
                        IS supervisedTuningSpec.hyperParameters.epochCount,
                    labels ->> 'team.name'
                FROM %t WHERE %w AND supervisedTuningSpec.hyperParameters.epochCount > 0 LIMIT 1
                """
            )
        )
        #expect(rows == [[.integer(1), .null]])
    }

    @Test(arguments: [
        "SELECT j.labels.team FROM %t j WHERE j.projectsId = 'demo-project' "
            + "AND j.locationsId = 'us-central1'",
        "SELECT tuning_jobs.labels.team FROM %t WHERE %w",
        "SELECT google.aiplatform.tuning_jobs.labels.team FROM %t WHERE %w",
        "SELECT aiplatform.tuning_jobs.labels.team FROM %t WHERE %w",
        "SELECT x.labels.team FROM (SELECT * FROM %t WHERE %w) x",
        "WITH x AS (SELECT labels FROM %t WHERE %w) SELECT x.labels.team FROM x",
        "WITH x AS (SELECT labels FROM %t WHERE %w) SELECT labels.team FROM x",
        "WITH x AS (SELECT j.labels AS tags FROM %t j WHERE %w) SELECT tags.team FROM x",
        "WITH x AS (SELECT * FROM %t WHERE %w), y AS (SELECT * FROM x) SELECT labels.team FROM y",
        "SELECT labels.team FROM (SELECT labels FROM %t WHERE %w UNION ALL SELECT NULL WHERE 0)",
        "SELECT labels.team FROM (SELECT j.* FROM %t j WHERE %w)",
        "WITH x(tags) AS (SELECT labels FROM %t WHERE %w) SELECT x.tags.team FROM x",
        "SELECT (SELECT j.labels.team) FROM %t j WHERE %w",
        "SELECT labels.team FROM (SELECT * FROM %t WHERE %w) AS labels",
    ])
    func `a column may be qualified, and a table's name goes before a column's`(_ sql: String)
        async throws
    {
        let world = try World()
        let expected = try await world.rows(
            World.filled("SELECT labels ->> '$.team' FROM %t WHERE %w")
        )
        let sql = World.filled(sql)
        if sql.hasSuffix("AS labels") {
            #expect(await world.error(sql)?.message == "no such column: labels.team")
        } else {
            #expect(try await world.rows(sql) == expected)
        }
    }

    @Test func `columns of queries have the types of the columns that they are`() async throws {
        let session = try Self.session(Self.job)
        let rows = try await session.rows(
            World.filled(
                """
                WITH x AS (SELECT name, supervisedTuningSpec AS spec FROM %t WHERE %w)
                SELECT spec.hyperParameters.epochCount, typeof(x.spec.hyperParameters.epochCount)
                FROM (SELECT * FROM x) AS x
                """
            )
        )
        #expect(rows == [[5, "integer"]])
        let error = await session.error(
            World.filled("SELECT x.spec.epochs FROM (SELECT tunedModel AS spec FROM %t WHERE %w) x")
        )
        #expect(error?.message == "spec has no field epochs")
    }

    @Test func `a table that names itself ends the search`() async throws {
        let error = try await World(jobsPerLocation: 0).error(
            "WITH RECURSIVE x AS (SELECT n FROM x AS x) SELECT x.n.a FROM x"
        )
        #expect(error?.message == "circular reference: x")
        let rows = try await World(jobsPerLocation: 0).rows(
            "WITH RECURSIVE x AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM x WHERE n < 3) "
                + "SELECT x.n FROM x"
        )
        #expect(rows == [[1], [2], [3]])
    }

    @Test func `local copies have paths too`() async throws {
        let world = try World()
        _ = try await world.rows(
            World.filled("CREATE TEMP TABLE copy AS SELECT * FROM %t WHERE %w")
        )
        let rows = try await world.rows("SELECT c.labels.team FROM copy c")
        #expect(
            try await rows == world.rows(World.filled("SELECT labels.team FROM %t WHERE %w"))
        )
    }

    @Test func `a view has paths in it`() async throws {
        let world = try World()
        _ = try await world.rows(
            World.filled("CREATE VIEW v AS SELECT labels.team, labels FROM %t WHERE %w")
        )
        let rows = try await world.rows("SELECT \"labels.team\", v.labels.team FROM v")
        #expect(rows.count == 13)
        #expect(rows.allSatisfy { $0[0] == $0[1] })
    }

    @Test(arguments: [
        #""tunedModel": null"#, #""tunedModel": {}"#, #""tunedModel": {"endpoint": null}"#,
        #""x": 1"#,
    ])
    func `what is absent or null is NULL`(_ member: String) async throws {
        let rows = try await Self.session("{\(member)}").rows(
            World.filled("SELECT tunedModel.endpoint, tunedModel.checkpoints FROM %t WHERE %w")
        )
        #expect(rows == [[.null, .null]])
    }

    @Test func `a result is called as it is written`() async throws {
        let world = try World()
        let result = try await world.session.run(
            World.filled(
                "SELECT j.labels.team, labels.\"team\" x, labels.team || '!', tunedModel.checkpoints[0] "
                    + "FROM %t j WHERE %w"
            )
        )
        #expect(
            result.columns.map(\.name) == [
                "j.labels.team", "x", "labels.team || '!'", "tunedModel.checkpoints[0]",
            ]
        )
        #expect(result.columns.map(\.kind) == [.any, .any, .any, .json])
    }

    @Test func `returning shows paths`() async throws {
        let world = try World(jobsPerLocation: 0)
        let rows = try await world.rows(
            """
            INSERT INTO \(World.jobs) (projectsId, locationsId, baseModel, supervisedTuningSpec, labels)
            VALUES ('demo-project', 'us-central1', 'gemini-2.5-flash',
                '{"trainingDatasetUri": "gs://b/train.jsonl", "hyperParameters": {"epochCount": 3}}',
                '{"team": "brand"}')
            RETURNING supervisedTuningSpec.hyperParameters.epochCount, tuning_jobs.labels.team
            """
        )
        #expect(rows == [[3, "brand"]])
    }

    @Test(
        arguments: [
            (
                "tunedModel.⟦endpont⟧", "tunedModel has no field endpont",
                "did you mean endpoint?"
            ),
            (
                "j.supervisedTuningSpec.hyperParameters.⟦epochs⟧",
                "supervisedTuningSpec.hyperParameters has no field epochs",
                "it has adapterSize, epochCount, learningRateMultiplier"
            ),
            (
                "tunedModel.checkpoints.⟦endpoint⟧", "tunedModel.checkpoints is an array",
                "write tunedModel.checkpoints[0].endpoint, or "
                    + "json_each(tunedModel.checkpoints) for all elements"
            ),
            ("state.⟦x⟧", "state is a string, without fields", nil),
            ("labels⟦[0]⟧", "labels is not an array", "only the elements of arrays have numbers"),
            ("⟦tunedModl⟧.endpoint", "no such column: tunedModl", "did you mean tunedModel?"),
            ("⟦nonsense.state⟧", "no such column: nonsense.state", "did you mean state?"),
            (
                #"labels.⟦"a""b"⟧"#,
                "a name inside JSON cannot contain a quote or a backslash here",
                nil
            ),
        ] as [(String, String, String?)]
    )
    func `a field that does not exist is refused before any request`(
        _ path: String,
        _ message: String,
        _ help: String?
    ) async throws {
        let world = try World()
        let (sql, range) = unmark(World.filled("SELECT \(path) FROM %t j WHERE %w"))
        let error = await world.error(sql)
        #expect(error?.code == (message.hasPrefix("a name") ? .invalidValue : .unknownName))
        #expect(error?.message == message)
        #expect(error?.range == range)
        if let help { #expect(error?.help == help) }
        #expect(world.transport.count == 0)
    }

    @Test func `UPDATE sets what dots lead to`() async throws {
        let world = try World()
        _ = try await world.rows(
            World.filled("CREATE TABLE t AS SELECT name, labels, 0 AS epochs FROM %t WHERE %w")
        )
        _ = try await world.rows(
            World.filled(
                "UPDATE t SET epochs = j.supervisedTuningSpec.hyperParameters.epochCount "
                    + "FROM %t j WHERE j.projectsId = 'demo-project' "
                    + "AND j.locationsId = 'us-central1' AND j.name = t.name "
                    + "AND j.supervisedTuningSpec.hyperParameters.epochCount > 3"
            )
        )
        let expected = try await world.value(
            World.filled(
                "SELECT sum(supervisedTuningSpec.hyperParameters.epochCount) FROM %t WHERE %w "
                    + "AND supervisedTuningSpec.hyperParameters.epochCount > 3"
            )
        )
        #expect(expected != .null)
        #expect(try await world.value("SELECT sum(epochs) FROM t") == expected)
        _ = try await world.rows("DELETE FROM t WHERE t.labels.team IS NOT NULL")
        #expect(try await world.value("SELECT count(t.labels.team) FROM t") == 0)
    }

    @Test func `a truth value of RETURNING is one of SELECT`() async throws {
        let world = try World()
        let spec = #"'{"trainingDatasetUri": "gs://b/1.jsonl", "exportLastCheckpointOnly": true}'"#
        let rows = try await world.rows(
            WritingTests.insert
                + ", supervisedTuningSpec) VALUES (\(WritingTests.values), \(spec)) "
                + "RETURNING state, supervisedTuningSpec.exportLastCheckpointOnly"
        )
        #expect(rows == [["JOB_STATE_QUEUED", .boolean(true)]])
    }
}
