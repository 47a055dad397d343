import TestSupport

/// A random SELECT whose expressions have types, in both dialects.
struct TypedSelect {
    /// A view or copy that the statement reads.
    struct Definition {
        /// `VIEW`, `TABLE` or `MATERIALIZED VIEW`.
        let kind: String
        let name: String
        var sql: Fragment
        /// What is done to a copy before it is read.
        var changes: [Fragment] = []

        var steps: [Fragment] { [sql] + changes }

        func removal(for dialect: Fragment.Dialect) -> String {
            let isMaterialized = kind == "MATERIALIZED VIEW" && dialect == .plain
            return "DROP \(isMaterialized ? "TABLE" : kind) IF EXISTS \(name)"
        }
    }

    /// A SELECT of a compound.
    struct Arm {
        /// What joins it to the arm before.
        var sign: String
        var start: String
        var results: [Fragment]
        /// FROM and what follows.
        var rest: Fragment
    }

    var definitions: [Definition]
    var commonTables: [Fragment]
    var arms: [Arm]
    /// What goes before the results in ORDER BY.
    var order: [Fragment]
    /// Whether all results are in ORDER BY.
    var isOrdered: Bool
    var limit: String

    init(_ random: inout SplitMix64) {
        var writer = TypedWriter(random: random)
        self = writer.select()
        random = writer.random
    }

    init(
        definitions: [Definition],
        commonTables: [Fragment],
        arms: [Arm],
        order: [Fragment],
        isOrdered: Bool,
        limit: String
    ) {
        self.definitions = definitions
        self.commonTables = commonTables
        self.arms = arms
        self.order = order
        self.isOrdered = isOrdered
        self.limit = limit
    }

    func sql(for dialect: Fragment.Dialect) -> String {
        let common: Fragment = "\(commonTables, opening: "WITH ")"
        var parts = [common.text(for: dialect)]
        for (index, arm) in arms.enumerated() {
            if index > 0 { parts.append(arm.sign) }
            let results: Fragment = "\(arm.results)"
            parts += [arm.start, results.text(for: dialect), arm.rest.text(for: dialect)]
        }
        if isOrdered {
            let keys =
                order.map { $0.text(for: dialect) } + arms[0].results.indices.map { "\($0 + 1)" }
            parts += ["ORDER BY", keys.joined(separator: ", ")]
        }
        return (parts + [limit]).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// All that is to be run, as a reader may try it.
    func script(for dialect: Fragment.Dialect) -> String {
        (definitions.flatMap(\.steps).map { $0.text(for: dialect) } + [sql(for: dialect)])
            .joined(separator: ";\n  ")
    }
}
