import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// Tells a row's own value, `row.zone`, from a column of a table that a statement calls `row`.
struct OwnValues {
    /// Whether the statement calls a table `row`, whose columns the name then qualifies.
    private let hasTable: Bool

    /// Looks at the names of a statement's tables.
    init(in statement: Statement) {
        var names: [String] = []
        statement.forEachQuery { query, _ in
            names += query.body.flatMap(\.from).flatMap(\.exposedNames)
        }
        if case .local(let local) = statement.kind { names += local.from.flatMap(\.exposedNames) }
        self.init(beside: names)
    }

    /// Looks at the names of a SELECT's own tables.
    init(in core: SelectCore) { self.init(beside: core.from.flatMap(\.exposedNames)) }

    private init(beside tables: [String]) {
        hasTable = tables.contains { $0.isSameName(as: SharedColumn.qualifier) }
    }

    /// The leading names of a reference, of which `row.zone` is one.
    func names(of reference: ColumnReference) -> [String] {
        let names = reference.leadingNames.map(\.text)
        let place = names.firstIndex { $0.isSameName(as: SharedColumn.qualifier) }
        guard !hasTable, let place, place + 1 < names.count else { return names }
        return names[..<place] + [names[place...(place + 1)].joined(separator: ".")]
            + names[(place + 2)...]
    }

    /// The name of the column of a reference.
    func columnName(of reference: ColumnReference) -> String? { names(of: reference).last }
}
