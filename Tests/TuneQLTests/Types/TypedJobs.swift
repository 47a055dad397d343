import TuneQL

/// Four jobs whose times have several spellings, with views and copies of them.
///
/// A and B were created at the same instant, C before and D after it; B and C ended at the same
/// instant, D after it, and A has not.
enum TypedJobs {
    private static let jobs = #"""
        {"name": "projects/1/locations/us-central1/tuningJobs/1", "description": "A", "createTime": "2026-05-31T20:00:00Z", "state": "JOB_STATE_RUNNING",
         "labels": {"year": "2026"}, "supervisedTuningSpec": {"exportLastCheckpointOnly": true,
         "hyperParameters": {"epochCount": "5"}}},
        {"name": "projects/1/locations/us-central1/tuningJobs/2", "description": "B", "createTime": "2026-05-31T22:00:00.000+02:00", "state": "JOB_STATE_SUCCEEDED",
         "endTime": "2026-06-01T00:00:00Z", "supervisedTuningSpec": {"exportLastCheckpointOnly": false,
         "hyperParameters": {"epochCount": "10"}}},
        {"name": "projects/1/locations/us-central1/tuningJobs/3", "description": "C", "createTime": "2026-05-31T19:59:59.999Z", "state": "JOB_STATE_SUCCEEDED",
         "endTime": "2026-06-01T02:00:00+02:00", "supervisedTuningSpec": {
         "hyperParameters": {"epochCount": "9"}}},
        {"name": "projects/1/locations/us-central1/tuningJobs/4", "description": "D", "createTime": "2026-05-31T20:00:00.5Z", "state": "JOB_STATE_FAILED",
         "endTime": "2026-06-01T00:00:00.5Z", "labels": {"year": "2026-01"},
         "supervisedTuningSpec": {"hyperParameters": {"epochCount": "100"}}}
        """#

    private static let objects = [
        "CREATE VIEW v AS SELECT *, projectsId, locationsId FROM \(World.jobs)",
        "CREATE VIEW w (id, born, spec, ended) AS SELECT description, coalesce(createTime, NULL), "
            + "supervisedTuningSpec, endTime FROM v WHERE \(World.place)",
        "CREATE TABLE k AS SELECT * FROM \(World.jobs) WHERE \(World.place)",
        "CREATE TEMP TABLE t AS SELECT description, createTime AS born, "
            + "supervisedTuningSpec.hyperParameters AS hp FROM \(World.jobs) WHERE \(World.place)",
        "CREATE MATERIALIZED VIEW m AS SELECT * FROM v WHERE \(World.place)",
        "CREATE TABLE u AS SELECT '2026-05-31T22:00:00+02:00' AS createTime",
        "CREATE TABLE b AS SELECT description AS id, replace(createTime, 'Z', '+00:00') AS t "
            + "FROM \(World.jobs) WHERE \(World.place)",
    ]

    /// A session with the views `v` and `w`, the copies `k`, `t` and `b`, and the materialized view `m`.
    static func session() async throws -> Session {
        let page = "{\"tuningJobs\": [\(jobs)]}"
        let session = try World.session(ScriptedTransport(Array(repeating: page, count: 40)))
        for sql in objects { _ = try await session.rows(sql) }
        return session
    }

    /// A statement with the table for `%t`, the usual condition for `%w`, and the path to the epochs for
    /// `%h`.
    static func filled(_ sql: String) -> String {
        World.filled(sql).replacing("%h", with: "supervisedTuningSpec.hyperParameters.epochCount")
    }
}
