import Testing
import TuneQL

/// The mask goes as deep as the statement does.
@Suite struct NestedMaskTests {
    @Test(
        arguments: [
            (
                "SELECT tunedModel.endpoint, supervisedTuningSpec.hyperParameters.epochCount + 1",
                "supervisedTuningSpec(hyperParameters(epochCount)),tunedModel(endpoint)"
            ),
            ("SELECT labels.team", "labels"),
            ("SELECT tunedModel.checkpoints[0].endpoint", "tunedModel(checkpoints)"),
            (
                "SELECT json_extract(supervisedTuningSpec, '$.hyperParameters.epochCount')",
                "supervisedTuningSpec(hyperParameters(epochCount))"
            ),
            (
                "SELECT json_extract(tunedModel, '$.model', '$.endpoint')",
                "tunedModel(model,endpoint)"
            ),
            (
                "SELECT supervisedTuningSpec -> '$.hyperParameters' ->> 'epochCount'",
                "supervisedTuningSpec(hyperParameters(epochCount))"
            ),
            ("SELECT j.tunedModel ->> 'endpoint'", "tunedModel(endpoint)"),
            (
                "SELECT tunedModel ->> 'endpoint', tunedModel.model",
                "tunedModel(endpoint,model)"
            ),
            (
                "SELECT supervisedTuningSpec.hyperParameters, "
                    + "supervisedTuningSpec.hyperParameters.epochCount",
                "supervisedTuningSpec(hyperParameters)"
            ),
            ("SELECT tunedModel.endpoint, tunedModel", "tunedModel"),
            ("SELECT tunedModel.endpoint, tunedModel IS NULL", "tunedModel"),
            ("SELECT json_extract(tunedModel, '$.' || 'endpoint')", "tunedModel"),
            ("SELECT json_extract(tunedModel, '$.nonsense')", "tunedModel"),
            ("SELECT json_extract(tunedModel, '$')", "tunedModel"),
            ("SELECT tunedModel ->> 0", "tunedModel"),
            ("SELECT tunedModel ->> '$.checkpoints[0].endpoint'", "tunedModel"),
            ("SELECT json_array_length(tunedModel, '$.checkpoints')", "tunedModel(checkpoints)"),
            (
                "SELECT tunedModel.endpoint, (SELECT count(*) FROM json_each(j.tunedModel))",
                "tunedModel"
            ),
            (
                "SELECT tunedModel.endpoint, "
                    + "(SELECT k.tunedModel.model FROM %t k WHERE k.projectsId = 'demo-project' "
                    + "AND k.locationsId = 'us-central1' LIMIT 1)",
                "tunedModel(endpoint,model)"
            ),
        ] as [(String, String)]
    )
    func `the mask holds the paths that are used`(_ select: String, _ mask: String) async throws {
        let world = try World()
        let sql = World.filled(
            "\(select) FROM %t j WHERE j.projectsId = 'demo-project' "
                + "AND j.locationsId = 'us-central1'"
        )
        let rows = try await world.rows(sql)
        #expect(
            Set(world.transport.requests.map { $0.query["fields"] }) == [
                "tuningJobs(\(mask)),nextPageToken"
            ]
        )
        _ = try await world.rows("SET pushdown = off")
        world.transport.forget()
        #expect(try await world.rows(sql) == rows)
        #expect(world.transport.requests.allSatisfy { $0.query["fields"] == nil })
    }

    @Test(arguments: [
        "SELECT *, tunedModel.endpoint FROM %t WHERE %w",
        "SELECT a.tunedModel.endpoint FROM %t a NATURAL JOIN %t b WHERE a.projectsId = 'demo-project' "
            + "AND a.locationsId = 'us-central1'",
    ])
    func `a statement that reads whole rows asks for whole columns`(_ sql: String) async throws {
        let world = try World(jobsPerLocation: 2)
        _ = try await world.rows(World.filled(sql))
        #expect(world.transport.count > 0)
        #expect(
            world.transport.requests.allSatisfy {
                $0.query["fields"]?.contains("tunedModel(") != true
            }
        )
    }

    @Test func `a view beside its table reads whole columns`() async throws {
        let world = try World(jobsPerLocation: 2)
        _ = try await world.rows(
            World.filled("CREATE VIEW v AS SELECT name, tunedModel FROM %t WHERE %w")
        )
        let rows = try await world.rows(
            World.filled(
                "SELECT v.tunedModel -> '$', j.tunedModel.endpoint FROM v JOIN %t j USING (name) "
                    + "WHERE j.projectsId = 'demo-project' AND j.locationsId = 'us-central1'"
            )
        )
        #expect(rows.count == 2)
        #expect(
            world.transport.requests.allSatisfy {
                $0.query["fields"]?.contains("tunedModel(") != true
            }
        )
    }

    @Test func `a job that is got is masked as deeply`() async throws {
        let world = try World()
        let name = try await world.value(
            World.filled("SELECT name FROM %t WHERE %w LIMIT 1")
        )
        guard case .text(let name) = name else { throw QueryError(.sql, "no name") }
        world.transport.forget()
        _ = try await world.rows(
            "SELECT supervisedTuningSpec.hyperParameters.epochCount FROM \(World.jobs) "
                + "WHERE name = '\(name)'"
        )
        #expect(
            world.transport.requests.map { $0.query["fields"] }
                == ["name,supervisedTuningSpec(hyperParameters(epochCount))"]
        )
    }
}
