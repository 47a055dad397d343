import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

extension StatementAnalysis {
    /// The errors of names that are columns of none of the visible tables.
    ///
    /// None are reported where a table has unknown columns, nor for names in quotes, which SQLite
    /// takes for texts.
    var unknownColumns: [AnalysisError] {
        var errors: [AnalysisError] = []
        statement.forEachColumnReference { reference, scope in
            guard reference.path.count == 1, let name = reference.leadingNames.first,
                !name.isQuoted, types.resolve(reference, in: scope) == nil,
                !Self.rowIDs.contains(name.text.lowercased()),
                let columns = columns(at: reference, in: scope)
            else { return }
            errors.append(
                AnalysisError(
                    .unknownName,
                    "no such column: \(name.text.shortened)",
                    range: name.range,
                    help: NameSuggestion.help(for: name.text, among: columns)
                        ?? uses.first.map { "DESCRIBE \($0.resource.id) lists its columns" }
                )
            )
        }
        return errors
    }

    private static let rowIDs: Set = ["rowid", "oid", "_rowid_"]

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
