import TestSupport

/// What stands in FROM.
extension TypedWriter {
    struct Source {
        var item: Fragment
        var relation: Relation
        /// What gives the parameter its value.
        var conditions: [Fragment] = []
    }

    /// A query, and what its results are.
    struct Derived {
        var sql: Fragment
        var columns: [Relation.Column]
        var key: [String]?
        /// Whether it is `SELECT *`, whose columns are not all known here.
        var isStar = false
    }

    /// Views and copies that are there from the start.
    static let stored: [Fragment] = [
        "CREATE VIEW every_run AS SELECT \(every)",
        "CREATE VIEW viewed_run AS SELECT * FROM every_run a WHERE a.tries IS NOT NULL",
        "CREATE TABLE kept_run AS SELECT \(every) WHERE benchesId IN ('left', 'right')",
        Fragment(
            ours: "CREATE MATERIALIZED VIEW noted_run AS SELECT * FROM every_run "
                + "WHERE benchesId = 'left'",
            plain: "CREATE TABLE noted_run AS SELECT * FROM runs WHERE benchesId = 'left'"
        ),
    ]

    private static let every = Fragment(
        ours: "*, benchesId FROM lab.bench.runs",
        plain: "* FROM runs"
    )

    mutating func source(depth: Int) -> Source {
        guard depth > 0, chance(45) else { return resource() }
        return derived(depth: depth - 1)
    }

    /// The resource itself, or its columns through a stored view or copy.
    mutating func resource() -> Source {
        let alias = name("a")
        let isResource = chance(55)
        let table =
            isResource
            ? TypedOracleWorld.runs : pick(["every_run", "viewed_run", "kept_run", "noted_run"])
        let relation = Relation(
            alias: alias,
            columns: Relation.runs,
            key: ["run"],
            stamps: [Fragment(ours: "\(alias).stamp", plain: "\(alias).stamp_t")],
            hasRuns: true,
            isResource: isResource
        )
        let some = random.some(TypedOracleWorld.benches, 1...2).map { "'\($0)'" }
        let place =
            chance(75)
            ? "\(alias).benchesId = \(some[0])"
            : "\(alias).benchesId IN (\(some.joined(separator: ", ")))"
        return Source(item: "\(table) \(alias)", relation: relation, conditions: ["\(place)"])
    }

    private mutating func derived(depth: Int) -> Source {
        let alias = name("d")
        switch number(10) {
        case 0..<4:
            let query = query(depth: depth)
            return Source(item: "(\(query.sql)) \(alias)", relation: relation(alias, query))
        case 4: return chance(40) ? ladder(alias) : commonTable(alias, depth)
        case 5..<8: return commonTable(alias, depth)
        default: return definition(alias, depth)
        }
    }

    private func relation(_ alias: String, _ query: Derived) -> Relation {
        Relation(alias: alias, columns: query.columns, key: query.key)
    }

    private mutating func commonTable(_ alias: String, _ depth: Int) -> Source {
        let name = name("common")
        var query = query(depth: depth)
        let header = !query.isStar && chance(40) ? renamed(&query) : ""
        let hint = pick(["", "", "MATERIALIZED ", "NOT MATERIALIZED "])
        commonTables.append("\(name)\(header) AS \(hint)(\(query.sql))")
        return Source(item: "\(name) \(alias)", relation: relation(alias, query))
    }

    /// Gives the query's columns other names, and answers the list of them.
    private mutating func renamed(_ query: inout Derived) -> Fragment {
        let names = query.columns.map { _ in name("n") }
        let old = query.columns.map(\.name)
        query.columns = zip(names, query.columns).map {
            Relation.Column(name: $0, type: $1.type, isDeclared: $1.isDeclared)
        }
        query.key = query.key?.map { key in old.firstIndex(of: key).map { names[$0] } ?? key }
        return "(\(query.columns.map(\.header)))"
    }

    /// What is done to a copy before it is read.
    private mutating func changes(_ name: String, _ query: Derived) -> [Fragment] {
        var scope = TypedScope(relations: [relation(name, query)])
        scope.allowsSubqueries = false
        guard !query.isStar, !scope.types.isEmpty else { return [] }
        let outside = isDefining
        isDefining = true
        defer { isDefining = outside }
        let columns = query.columns.filter(\.type.isScalar).map(\.name)
        var changes: [Fragment] = []
        if chance(25) {
            changes.append("DELETE FROM \(name) WHERE \(condition(scope, depth: 1))")
        }
        if chance(30), !columns.isEmpty {
            let column = pick(columns)
            changes.append("CREATE INDEX \(name)_\(column) ON \(name) (\(column))")
            if chance(50) { changes.append("ANALYZE") }
        }
        return changes
    }

    /// Texts in rows of the statement's own, which count as times beside times.
    mutating func stamps() -> Source {
        let alias = name("s")
        let rows = (0...number(3)).map { _ -> Fragment in
            "\(literal(.time)), \(literal(.integer))"
        }
        let kind = number(3)
        let selects = rows.map { row -> Fragment in "SELECT \(row)" }
        let (name, other) = (self.name("c"), self.name("c"))
        let relation = Relation(
            alias: alias,
            columns: [Relation.Column(name: other, type: .integer, isDeclared: false)],
            stamps: ["\(alias).\(name)"]
        )
        if kind == 0 {
            let common = self.name("common")
            commonTables.append("\(common)(\(name), \(other)) AS (VALUES (\(rows, by: "), (")))")
            return Source(item: "\(common) \(alias)", relation: relation)
        }
        let first: Fragment =
            "SELECT \(literal(.time)) AS \(name), \(literal(.integer)) AS \(other)"
        let query: Fragment = "\([first] + selects, by: " UNION ALL ")"
        guard kind == 1 else { return Source(item: "(\(query)) \(alias)", relation: relation) }
        let common = self.name("common")
        commonTables.append("\(common) AS (\(query))")
        return Source(item: "\(common) \(alias)", relation: relation)
    }

    /// Each value of a type behind the one before it.
    private mutating func ladder(_ alias: String) -> Source {
        let type: ValueType = pick([.time, .time, .integer, .real])
        let (first, next) = (resource(), resource())
        let (common, step) = (name("common"), name("c"))
        var scopes = [first, next].map { TypedScope(relations: [$0.relation]) }
        for index in scopes.indices { scopes[index].allowsSubqueries = false }
        let lowest = expression(type, scopes[0], depth: 1)
        let higher = column(type, scopes[1])
        let conditions: [Fragment] = next.conditions + ["\(higher) > \(common).\(step)"]
        let union = pick(["UNION ALL", "UNION"])
        commonTables.append(
            """
            \(common)(\(step)) AS (SELECT min(\(lowest)) FROM \(first.item)\(where: first.conditions) \
            \(union) SELECT (SELECT min(\(higher)) FROM \(next.item)\(where: conditions)) \
            FROM \(common) WHERE \(common).\(step) IS NOT NULL LIMIT 50)
            """
        )
        let columns = [Relation.Column(name: step, type: type, isDeclared: false)]
        return Source(
            item: "\(common) \(alias)",
            relation: Relation(alias: alias, columns: columns, key: [step])
        )
    }

    /// A view or copy of the statement's own.
    private mutating func definition(_ alias: String, _ depth: Int) -> Source {
        let outside = (commonTables, isDefining)
        (commonTables, isDefining) = ([], true)
        var query = query(depth: depth)
        let with = commonTables
        (commonTables, isDefining) = outside
        let kind = pick(["VIEW", "VIEW", "VIEW", "TABLE", "TABLE", "MATERIALIZED VIEW"])
        let name = "made_\(kind.split(separator: " ")[0].lowercased())_\(definitions.count + 1)"
        let header = kind == "VIEW" && !query.isStar && chance(30) ? renamed(&query) : ""
        let start = Fragment(
            ours: "CREATE \(kind) \(name)",
            plain: "CREATE \(kind == "MATERIALIZED VIEW" ? "TABLE" : kind) \(name)"
        )
        let tables: Fragment = with.isEmpty ? "" : "WITH \(with) "
        definitions.append(
            TypedSelect.Definition(
                kind: kind,
                name: name,
                sql: "\(start)\(header) AS \(tables)\(query.sql)",
                changes: kind == "TABLE" ? changes(name, query) : []
            )
        )
        return Source(item: "\(name) \(alias)", relation: relation(alias, query))
    }
}
