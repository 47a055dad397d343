import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

extension StatementAnalysis {
    /// The errors of names that are columns of none of the visible tables.
    ///
    /// None are reported where a table has unknown columns.
    var unknownColumns: [AnalysisError] {
        var errors: [AnalysisError] = []
        let reported = Set(sql.errors.compactMap(\.range?.lowerBound))
        let orders = compoundOrders
        statement.forEachColumnReference { reference, scope in
            guard !orders.contains(where: { $0.overlaps(reference.range) }),
                !reported.contains(reference.range.lowerBound),
                let name = Self.columnName(reference),
                types.resolve(reference, in: scope) == nil,
                let columns = columns(at: reference, in: scope)
            else { return }
            errors.append(
                AnalysisError(
                    .unknownName,
                    "no such column: \(name.shortened)",
                    range: reference.range,
                    help: NameSuggestion.help(for: name, among: columns)
                        ?? uses.first.map { "DESCRIBE \($0.resource.id) lists its columns" }
                )
            )
        }
        return errors
    }

    /// The name of a column, with or without that of its table; nil for paths and special names.
    private static func columnName(_ reference: ColumnReference) -> String? {
        let names = reference.leadingNames
        let isOwn =
            names.count == 3 && names[1].text.isSameName(as: SharedColumn.qualifier)
        guard names.count == reference.path.count, names.count <= 2 || isOwn,
            let last = names.last, !rowIDs.contains(last.text.lowercased()),
            names.count == 1 || !rowNames.contains(names[0].text.lowercased())
        else { return nil }
        return names.dotted
    }

    private static let rowIDs: Set = ["rowid", "oid", "_rowid_"]
    /// The names of rows in triggers, and in ON CONFLICT.
    private static let rowNames: Set = ["new", "old", "excluded"]

    /// The ORDER BY terms of compounds, which name results of any of their SELECTs.
    private var compoundOrders: [Range<Int>] {
        var ranges: [Range<Int>] = []
        statement.forEachQuery { query, _ in
            if query.body.count > 1 { ranges += query.orderBy.map(\.range) }
        }
        return ranges
    }

    /// The names of all columns that are visible to a reference; nil when not all are known.
    private func columns(at reference: ColumnReference, in scope: TreeScope) -> [String]? {
        var members = types.targets(at: reference.range.lowerBound)
        var scope = scope
        while !scope.cores.isEmpty {
            members += types.relations(in: scope)
            scope = scope.leavingCore
        }
        guard !members.contains(where: \.relation.isOpen) else { return nil }
        return members.flatMap(\.relation.columns).map(\.name)
    }
}
