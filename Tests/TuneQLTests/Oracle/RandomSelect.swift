import TestSupport

/// A random SELECT over tables of jobs (`%t`) and locations (`%l`).
struct RandomSelect {
    /// The text without LIMIT.
    var sql: String
    /// Whether ORDER BY leaves no two different rows in an order of SQLite's choice.
    var isOrdered: Bool
    var limit: String

    init(sql: String, isOrdered: Bool, limit: String) {
        self.sql = sql
        self.isOrdered = isOrdered
        self.limit = limit
    }

    init(literals: [String: [String]], _ random: inout SplitMix64) {
        var writer = SelectWriter(conditions: RandomCondition(literals: literals))
        let core = writer.select(&random)
        self.init(sql: core.sql, isOrdered: core.isOrdered, limit: writer.limit(&random))
    }
}
