import TuneQL

/// A statement whose exchanges go wrong one after another.
struct FaultyStatement: Sendable, CustomStringConvertible {
    /// What it does to the service.
    enum Kind {
        case reading
        /// It makes jobs whose bodies hold `model-1`, `model-2`, `model-3`.
        case inserting
        /// It cancels the jobs that were queued before.
        case cancelling
    }

    let description: String
    let sql: String
    let kind: Kind

    private init(_ name: String, _ sql: String, _ kind: Kind = .reading) {
        description = name
        self.sql = World.filled(sql)
        self.kind = kind
    }

    static let all = [
        FaultyStatement("list", "SELECT name, description FROM %t WHERE %w"),
        FaultyStatement("get", "SELECT name, state FROM %t WHERE %w AND tuningJobsId = '%1'"),
        FaultyStatement(
            "IN of ids",
            "SELECT name, state FROM %t WHERE %w AND tuningJobsId IN ('%1', '%2', '%3')"
        ),
        FaultyStatement(
            "IN of places",
            "SELECT name FROM %t WHERE projectsId = 'demo-project' "
                + "AND locationsId IN ('us-central1', 'us-east1', 'europe-west1')"
        ),
        FaultyStatement(
            "join",
            "SELECT a.name, b.state FROM %t a JOIN %t b ON b.name = a.name "
                + "WHERE a.projectsId = 'demo-project' AND a.locationsId = 'us-central1'"
        ),
        FaultyStatement("aggregate", "SELECT count(*), min(name), max(name) FROM %t WHERE %w"),
        FaultyStatement("INSERT", insert, .inserting),
        FaultyStatement(
            "INSERT, RETURNING",
            insert + " RETURNING tunedModelDisplayName",
            .inserting
        ),
        FaultyStatement(
            "EXEC of rows",
            "EXEC %t.cancel SELECT projectsId, locationsId, tuningJobsId FROM %t WHERE %w",
            .cancelling
        ),
    ]

    private static let insert =
        WritingTests.insert + ", supervisedTuningSpec, tunedModelDisplayName) VALUES "
        + (1...3).map { number in
            "(\(WritingTests.values), \(WritingTests.spec), 'model-\(number)')"
        }.joined(separator: ", ")

    /// The statement with the ids of jobs that exist.
    func sql(ids: [String]) -> String {
        ids.enumerated().reduce(sql) { sql, id in
            sql.replacing("%\(id.offset + 1)", with: id.element)
        }
    }
}
