/// Queries over jobs in many forms, and statements that read them in many ways.
enum QueryForms {
    /// What a query does between the resource and its results.
    static let bodies = [
        "SELECT projectsId, locationsId, tuningJobsId, name, state FROM %t",
        "SELECT *, projectsId, locationsId FROM %t",
        "SELECT projectsId, locationsId, state, count(*) AS n FROM %t GROUP BY projectsId, locationsId, state",
        "SELECT projectsId, locationsId, name, state FROM %t UNION ALL SELECT projectsId, locationsId, baseModel, state FROM %t",
        "SELECT projectsId, locationsId, state FROM %t UNION SELECT projectsId, locationsId, baseModel FROM %t",
        "SELECT projectsId, locationsId, state FROM %t EXCEPT SELECT projectsId, locationsId, 'JOB_STATE_FAILED' FROM %t",
        "SELECT DISTINCT projectsId, locationsId, state FROM %t",
        "SELECT projectsId, locationsId, state, row_number() OVER (PARTITION BY projectsId, locationsId ORDER BY name) AS n FROM %t",
        "SELECT projectsId, locationsId, state, row_number() OVER w AS n FROM %t WINDOW w AS (PARTITION BY locationsId, projectsId ORDER BY name)",
        "SELECT projectsId, locationsId, name, state FROM %t ORDER BY createTime DESC",
        "SELECT a.projectsId, a.locationsId, a.name, a.state FROM %t a LEFT JOIN %t b ON b.name = a.name AND b.projectsId = a.projectsId AND b.locationsId = a.locationsId",
    ]

    /// How the query is read: as a view, a view of it, a subquery or a common table.
    enum Place: CaseIterable, Sendable {
        case view, viewOfView, namedView, subquery, commonTable, commonTableOfTable

        /// The statements that come first.
        func definitions(_ body: String) -> [String] {
            switch self {
            case .view: ["CREATE TEMP VIEW v AS \(body)"]
            case .viewOfView:
                [
                    "CREATE TEMP VIEW inside AS \(body)",
                    "CREATE TEMP VIEW v AS SELECT * FROM inside",
                ]
            case .namedView:
                [
                    "CREATE TEMP VIEW v(projectsId, locationsId, state) AS "
                        + "SELECT projectsId, locationsId, state FROM (\(body))"
                ]
            case .subquery, .commonTable, .commonTableOfTable: []
            }
        }

        /// What stands in front of the statement.
        func head(_ body: String) -> String {
            switch self {
            case .commonTable: "WITH v AS (\(body)) "
            case .commonTableOfTable: "WITH inside AS (\(body)), v AS (SELECT * FROM inside) "
            case .view, .viewOfView, .namedView, .subquery: ""
            }
        }

        func table(_ body: String) -> String { self == .subquery ? "(\(body))" : "v" }
    }

    private static let constants =
        "(SELECT 'us-central1' AS loc, 'demo-project' AS p, 'JOB_STATE_SUCCEEDED' AS st)"

    /// The statements, with `%v` for the query.
    static let readers = [
        "SELECT x.state FROM %v AS x WHERE %x",
        "SELECT x.state FROM %v AS x WHERE x.state LIKE '%SUCC%' AND %x",
        "SELECT l.st, x.state FROM \(constants) l JOIN %v AS x ON x.state = l.st AND %x",
        "SELECT l.st, x.state FROM \(constants) l JOIN %v AS x ON x.locationsId = l.loc AND x.projectsId = l.p",
        "SELECT l.name, x.state FROM %t l JOIN %v AS x ON x.state = l.state AND %e WHERE %l",
        "SELECT l.name, x.state FROM %t l JOIN %v AS x ON x.state = l.state AND %e WHERE %x",
        "SELECT l.st, x.state FROM \(constants) l LEFT JOIN %v AS x ON x.state = l.st AND %x",
        "SELECT l.st, x.state FROM \(constants) l LEFT JOIN %v AS x ON x.state = l.st WHERE %x",
        "SELECT l.st, x.state FROM \(constants) l LEFT JOIN %v AS x ON x.state = l.st AND x.locationsId = l.loc AND x.projectsId = l.p",
        "SELECT l.name, x.state FROM %t l LEFT JOIN %v AS x ON x.state = l.state || '' AND %e WHERE %l",
        "SELECT l.st, x.state FROM %v AS x LEFT JOIN \(constants) l ON x.state = l.st WHERE %x",
        "SELECT l.st, x.state FROM \(constants) l RIGHT JOIN %v AS x ON x.state = l.st WHERE %x",
        "SELECT l.st, x.state FROM %v AS x RIGHT JOIN \(constants) l ON x.state = l.st AND %x",
        "SELECT l.st, x.state FROM %v AS x RIGHT JOIN \(constants) l ON x.state = l.st WHERE %x",
        "SELECT l.st, x.state FROM \(constants) l FULL JOIN %v AS x ON x.state = l.st WHERE %x",
        "SELECT l.name, x.state FROM %t l FULL JOIN %v AS x ON x.state = l.state WHERE %x AND %l",
        "SELECT l.name FROM %t l WHERE %l AND l.state IN (SELECT x.state FROM %v AS x WHERE %x)",
        "SELECT l.name FROM %t l WHERE %l AND l.state NOT IN (SELECT x.state FROM %v AS x WHERE %x)",
        "SELECT l.name FROM %t l WHERE %l AND EXISTS (SELECT 1 FROM %v AS x WHERE x.state = l.state AND %e)",
        "SELECT l.st, (SELECT count(*) FROM %v AS x WHERE x.state = l.st AND x.locationsId = l.loc AND x.projectsId = l.p) FROM \(constants) l",
        "SELECT x.state FROM %v AS x WHERE x.projectsId = 'demo-project' AND x.locationsId IN ('us-central1', 'us-east1')",
        "SELECT x.state FROM %v AS x WHERE x.projectsId = 'demo-project' AND x.locationsId IN (SELECT l.loc FROM \(constants) l UNION SELECT 'us-east1')",
        "SELECT x.state FROM %v AS x WHERE x.projectsId = (SELECT p FROM \(constants)) AND x.locationsId = 'us-' || 'east1'",
        "SELECT x.state FROM (SELECT * FROM %v AS y) AS x WHERE %x",
        "SELECT x.state, y.state FROM %v AS x LEFT JOIN %v AS y ON y.state = x.state AND y.projectsId = x.projectsId AND y.locationsId = x.locationsId WHERE %x",
        "SELECT x.state, count(*) FROM %v AS x WHERE %x GROUP BY x.state HAVING count(*) > 0 LIMIT 100",
    ]

    /// A statement with the names put in.
    static func filled(_ reader: String, _ place: Place, _ body: String) -> String {
        (place.head(body) + reader.replacing("%v", with: place.table(body)))
            .replacing(
                "%x",
                with: "x.projectsId = 'demo-project' AND x.locationsId = 'us-central1'"
            )
            .replacing(
                "%l",
                with: "l.projectsId = 'demo-project' AND l.locationsId = 'us-central1'"
            )
            .replacing("%e", with: "l.projectsId = x.projectsId AND l.locationsId = x.locationsId")
    }
}
