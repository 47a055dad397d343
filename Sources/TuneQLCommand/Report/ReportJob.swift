import TuneQL
import TuneQLRendering

/// A tuning job of a report, as the report's query returns it.
struct ReportJob: Sendable, Equatable {
    var name = ""
    var project = ""
    var location = ""
    var model: String?
    var baseModel: String?
    var kind = ""
    var state = ""
    var created: String?
    var started: String?
    var ended: String?
    /// How long it ran, in seconds; nil while it runs, or when it never did.
    var seconds: Double?
    /// The tokens that are billed; nil when the service has not counted them.
    var tokens: Int64?
    /// Why it failed.
    var reason: String?

    /// What it has come to.
    var outcome: JobOutcome { JobOutcome(state: state) }

    /// Its identifier, the last part of its name.
    var identifier: String { name.split(separator: "/").last.map(String.init) ?? name }

    /// The name that people gave it, or its identifier.
    var title: String { model ?? identifier }
}

extension ReportJob {
    /// The jobs of some projects and locations, the newest first.
    ///
    /// - Parameters:
    ///   - projects: The number of projects, bound as `:project0` and so on.
    ///   - locations: The number of locations, bound as `:location0` and so on.
    /// - Returns: The SELECT.
    static func query(projects: Int, locations: Int) -> String {
        let projects = (0..<projects).map { ":project\($0)" }.joined(separator: ", ")
        let locations = (0..<locations).map { ":location\($0)" }.joined(separator: ", ")
        return """
            SELECT name, projectsId AS project, locationsId AS location,
                tunedModelDisplayName AS model, baseModel,
                CASE WHEN supervisedTuningSpec IS NOT NULL THEN 'supervised'
                    WHEN preferenceOptimizationSpec IS NOT NULL THEN 'preference'
                    ELSE 'other' END AS kind,
                state, createTime, startTime, endTime,
                (julianday(endTime) - julianday(startTime)) * 86400 AS seconds,
                CAST(coalesce(
                    tuningDataStats.supervisedTuningDataStats.totalBillableTokenCount,
                    tuningDataStats.preferenceOptimizationDataStats.totalBillableTokenCount
                ) AS INTEGER) AS tokens,
                error.message AS reason
            FROM google.aiplatform.tuning_jobs
            WHERE projectsId IN (\(projects)) AND locationsId IN (\(locations))
            ORDER BY createTime DESC
            """
    }

    /// The job of a row of the query.
    init(_ row: Row) {
        name = row.string("name") ?? ""
        project = row.string("project") ?? ""
        location = row.string("location") ?? ""
        model = row.string("model")
        baseModel = row.string("baseModel")
        kind = row.string("kind") ?? ""
        state = row.string("state") ?? ""
        created = row.string("createTime")
        started = row.string("startTime")
        ended = row.string("endTime")
        seconds = row.real("seconds")
        tokens = row.integer("tokens")
        reason = row.string("reason")
    }
}
