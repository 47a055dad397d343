/// What a FROM has under one name.
struct Relation {
    struct Column {
        let name: String
        let type: ValueType
        /// Whether the schema says so, and the values are not computed.
        var isDeclared = true

        /// As a list of columns names it: the plain tables have a column for each value inside.
        var header: Fragment {
            let names = type.members.filter(\.type.isScalar).map {
                ([name] + $0.path).joined(separator: "_")
            }
            return Fragment(ours: name, plain: names.joined(separator: ", "))
        }
    }

    static let runs: [Column] = [
        Column(name: "run", type: .text), Column(name: "title", type: .text),
        Column(name: "stamp", type: .text), Column(name: "startedAt", type: .time),
        Column(name: "endedAt", type: .time), Column(name: "seenAt", type: .time),
        Column(name: "size", type: .integer), Column(name: "tries", type: .integer),
        Column(name: "weight", type: .real), Column(name: "passed", type: .truth),
        Column(name: "paid", type: .truth), Column(name: "plan", type: .plan),
    ]

    let alias: String
    let columns: [Column]
    /// The columns that no two rows share the values of; nil when there may be equal rows.
    var key: [String]?
    /// Texts that count as times beside times.
    var stamps: [Fragment] = []
    /// Whether the columns are a resource's, or those of a view or copy with the same ones.
    var hasRuns = false
    /// Whether it is the resource itself.
    var isResource = false

    /// A value of a column or inside of it.
    struct Value {
        let type: ValueType
        let relation: String
        let path: [String]
        var isDeclared = true

        func fragment(isQualified: Bool = true) -> Fragment {
            let before = isQualified ? "\(relation)." : ""
            let ours = before + path.joined(separator: ".")
            guard type.isScalar else { return Fragment(ours: ours, plain: plainColumns()) }
            var fragment = Fragment(ours: ours, plain: before + path.joined(separator: "_"))
            fragment.isDeclared = isDeclared
            return fragment.with(type)
        }

        /// A result with a name.
        func result(named name: String) -> Fragment {
            guard !type.isScalar else { return "\(fragment()) AS \(name)" }
            let ours = "\(relation).\(path.joined(separator: ".")) AS \(name)"
            return Fragment(ours: ours, plain: plainColumns(named: name))
        }

        /// The columns that hold what is in an object.
        private func plainColumns(named name: String? = nil) -> String {
            type.members.filter(\.type.isScalar).map { member in
                let column = "\(relation).\((path + member.path).joined(separator: "_"))"
                guard let name else { return column }
                return "\(column) AS \(([name] + member.path).joined(separator: "_"))"
            }.joined(separator: ", ")
        }
    }

    /// All values of a type.
    func values(_ type: ValueType) -> [Value] {
        columns.flatMap { column in
            column.type.members.filter { $0.type == type }.map {
                Value(
                    type: type,
                    relation: alias,
                    path: [column.name] + $0.path,
                    isDeclared: column.isDeclared
                )
            }
        }
    }
}
