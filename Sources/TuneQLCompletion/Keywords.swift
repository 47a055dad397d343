/// The words that may stand at a place, in the order in which they are offered.
enum Keywords {
    static let statements = [
        "SELECT", "INSERT INTO", "UPDATE", "DELETE FROM", "REPLACE INTO", "EXEC", "SHOW",
        "DESCRIBE", "EXPLAIN",
        "WITH", "USE", "SET", "CREATE TABLE", "CREATE VIEW", "CREATE MATERIALIZED VIEW",
        "REFRESH MATERIALIZED VIEW",
        "DROP TABLE", "DROP VIEW", "BEGIN", "COMMIT", "ROLLBACK", "ATTACH", "DETACH", "REGISTRY",
        "VALUES", "PRAGMA",
        "ANALYZE", "ALTER TABLE", "VACUUM",
    ]

    static let operands = [
        "CASE", "CAST(", "DISTINCT", "EXISTS", "NOT", "NULL", "SELECT", "TRUE", "FALSE",
        "CURRENT_TIMESTAMP",
    ]

    /// The words after an expression, or after a table of FROM.
    static func after(_ clause: Place.Clause) -> [String] {
        let operators = [
            "AND", "OR", "IN (", "NOT IN (", "IS NULL", "IS NOT NULL", "LIKE", "GLOB", "REGEXP",
            "BETWEEN",
            "COLLATE",
        ]
        let case_ = ["WHEN", "THEN", "ELSE", "END"]
        let ends = ["ORDER BY", "LIMIT", "UNION", "UNION ALL", "INTERSECT", "EXCEPT"]
        return switch clause {
        case .results: ["FROM", "AS"] + operators + case_ + ["OVER (", "FILTER ("]
        case .from:
            [
                "WHERE", "JOIN", "LEFT JOIN", "CROSS JOIN", "FULL JOIN", "RIGHT JOIN", "ON",
                "USING (", "AS", "SET", "GROUP BY",
            ]
                + ends
        case .condition:
            operators + ["GROUP BY"] + ends + case_ + ["JOIN", "LEFT JOIN", "WHERE", "RETURNING"]
        case .group: ["HAVING"] + ends
        case .having: operators + ends
        case .order: ["ASC", "DESC", "NULLS FIRST", "NULLS LAST", "LIMIT", "COLLATE"]
        case .limit: ["OFFSET"]
        case .values: ["RETURNING"]
        case .assignment: ["WHERE", "FROM", "RETURNING"]
        case .other: ["VALUES", "SELECT", "SET", "WHERE", "DEFAULT VALUES", "AS", "RETURNING"]
        }
    }
}
