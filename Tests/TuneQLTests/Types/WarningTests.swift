import Testing
import TuneQL

/// Comparisons that can only be an accident.
@Suite struct WarningTests {
    @Test(
        arguments: [
            ("state = ⟦'RUNNING'⟧", "state is never 'RUNNING'", "did you mean JOB_STATE_RUNNING?"),
            (
                "state IN (⟦'SUCCEEDED'⟧)", "state is never 'SUCCEEDED'",
                "did you mean JOB_STATE_SUCCEEDED?"
            ),
            ("⟦'failed'⟧ = state", "state is never 'failed'", "did you mean JOB_STATE_FAILED?"),
            (
                "CASE state WHEN ⟦'JOB_STATE_FAILD'⟧ THEN 1 END",
                "state is never 'JOB_STATE_FAILD'",
                "did you mean JOB_STATE_FAILED?"
            ),
            (
                "%h > ⟦'many'⟧", "supervisedTuningSpec.hyperParameters.epochCount is never 'many'",
                "it is a number"
            ),
            (
                "supervisedTuningSpec.exportLastCheckpointOnly = ⟦'true'⟧",
                "supervisedTuningSpec.exportLastCheckpointOnly is never 'true'",
                "it is true or false, without quotes"
            ),
            (
                "⟦supervisedTuningSpec ->> '$.hyperParameters.epochCount'⟧ > 1000",
                "an int64 inside JSON is a text, which is not compared as a number",
                "write supervisedTuningSpec.hyperParameters.epochCount, or int64(…)"
            ),
            (
                "labels = ⟦'x'⟧", "labels is never 'x'",
                "it is JSON without blanks; json_equal(a, b) compares JSON"
            ),
        ] as [(String, String, String)]
    )
    func `an accident is told, and the statement runs`(
        _ condition: String,
        _ message: String,
        _ help: String
    ) async throws {
        let world = try World()
        let (sql, range) = unmark(
            TypedJobs.filled("SELECT name FROM %t WHERE %w AND \(condition)")
        )
        let results = try await world.session.run(sql)
        let warnings = results.warnings
        #expect(warnings.map(\.message) == [message])
        #expect(warnings.map(\.help) == [help])
        #expect(warnings.map(\.range) == [range])
        _ = try await results.rows()
    }

    @Test(
        arguments: [
            "state = 'JOB_STATE_RUNNING'", "state LIKE 'RUN%'", "coalesce(state, 'none') = 'none'",
            "state COLLATE nocase = 'job_state_running'", "%h = '5'", "labels.team = 'brand'",
            "labels = '{}'", "nullif(state, '') IS NULL", "nullif(createTime, '') IS NULL",
            "int64(supervisedTuningSpec ->> '$.hyperParameters.epochCount') > 5",
            "supervisedTuningSpec ->> '$.hyperParameters.epochCount' = '5'",
            "description = 'RUNNING'",
        ]
    )
    func `nothing is said of what may be meant`(_ condition: String) async throws {
        let world = try World()
        let sql = TypedJobs.filled("SELECT name FROM %t WHERE %w AND \(condition)")
        #expect(try await world.session.run(sql).warnings == [])
    }
}
