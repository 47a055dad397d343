import TuneQLCatalog
package import TuneQLSyntax
import TuneQLText

/// A column that a reference names, and the steps into its value.
package struct ResolvedColumn {
    /// The column.
    package var column: RelationColumn
    /// The steps after the column's name.
    package var steps: [ColumnReference.PathStep]
    /// The column's name in the text.
    var range: Range<Int>
    /// Whether the text spells the column otherwise: `row.zone` for the column `"row.zone"`.
    var isRenamed = false
}

/// Finds the columns of references.
///
/// Qualifiers take precedence over columns: a table called `labels` hides a column of that name.
extension TypeInference {
    /// The column of a reference; nil when only SQLite can resolve it.
    package func resolve(_ reference: ColumnReference, in scope: TreeScope) -> ResolvedColumn? {
        let names = reference.leadingNames
        for count in stride(from: names.count - 1, through: 1, by: -1) {
            let qualifiers = names.prefix(count).map(\.text)
            guard let relation = relation(qualifiers, at: reference, in: scope) else { continue }
            return resolved(relation, reference, at: count)
        }
        if let own = reference.ownName(at: 0), let column = column(own, at: reference, in: scope) {
            return resolvedOwn(column, reference, at: 0)
        }
        if let column = column(names[0].text, at: reference, in: scope) {
            return resolved(column, reference, at: 0)
        }
        // After an index there can be no column: the last name before it is one.
        guard names.count < reference.path.count, let last = names.last else { return nil }
        let unknown = RelationColumn(name: last.text, type: .untyped)
        return resolved(unknown, reference, at: names.count - 1)
    }

    /// The table whose columns these names qualify.
    private func relation(
        _ names: [String],
        at reference: ColumnReference,
        in scope: TreeScope
    ) -> Relation? {
        var scope = scope
        while !scope.cores.isEmpty {
            if let found = relations(in: scope).first(where: { $0.isNamed(names) }) {
                return found.relation
            }
            scope = scope.leavingCore
        }
        return targets(at: reference.range.lowerBound).first { $0.isNamed(names) }?.relation
    }

    /// The column of a name without a qualifier, in the innermost SELECT that has one.
    private func column(
        _ name: String,
        at reference: ColumnReference,
        in scope: TreeScope
    ) -> RelationColumn? {
        var scope = scope
        while !scope.cores.isEmpty {
            for member in relations(in: scope) {
                if let column = member.relation.column(name) { return column }
            }
            if let type = type(ofAlias: name, in: scope) {
                return RelationColumn(name: name, type: type)
            }
            scope = scope.leavingCore
        }
        for member in targets(at: reference.range.lowerBound) {
            if let column = member.relation.column(name) { return column }
        }
        return nil
    }

    private func resolved(
        _ relation: Relation,
        _ reference: ColumnReference,
        at index: Int
    ) -> ResolvedColumn? {
        guard case .name(let name) = reference.path[index] else { return nil }
        if let own = reference.ownName(at: index), let column = relation.column(own) {
            return resolvedOwn(column, reference, at: index)
        }
        if let column = relation.column(name.text) {
            return resolved(column, reference, at: index)
        }
        guard relation.resource == nil else { return nil }
        return resolved(RelationColumn(name: name.text, type: .untyped), reference, at: index)
    }

    private func resolved(
        _ column: RelationColumn,
        _ reference: ColumnReference,
        at index: Int
    ) -> ResolvedColumn {
        var range = reference.range
        if case .name(let name) = reference.path[index] { range = name.range }
        let steps = Array(reference.path[(index + 1)...])
        // A parameter's value has no fields: the path leads into the row's own value.
        let isOwn = !steps.isEmpty && column.type.isJSON && column.ownName != nil
        return ResolvedColumn(
            column: isOwn ? column.own : column,
            steps: steps,
            range: range,
            isRenamed: isOwn
        )
    }

    /// A column that two names spell: `row.zone`.
    private func resolvedOwn(
        _ column: RelationColumn,
        _ reference: ColumnReference,
        at index: Int
    ) -> ResolvedColumn {
        let names = reference.leadingNames
        return ResolvedColumn(
            column: column,
            steps: Array(reference.path[(index + 2)...]),
            range: names[index].range.lowerBound..<names[index + 1].range.upperBound,
            isRenamed: true
        )
    }

    /// The JSON columns that an unresolved reference may refer to.
    func candidates(for reference: ColumnReference, in scope: TreeScope) -> [String] {
        var members = targets(at: reference.range.lowerBound)
        var scope = scope
        while !scope.cores.isEmpty {
            members += relations(in: scope)
            scope = scope.leavingCore
        }
        return members.flatMap(\.relation.columns).filter { $0.type.isJSON }.map(\.name)
    }
}

extension ColumnReference {
    /// The name of the column with a row's own value that is spelled from a name on: `row.zone`.
    fileprivate func ownName(at index: Int) -> String? {
        let names = leadingNames
        guard index + 1 < names.count, names[index].text.isSameName(as: SharedColumn.qualifier)
        else { return nil }
        return "\(SharedColumn.qualifier).\(names[index + 1].text)"
    }
}

extension FieldType {
    /// Whether values are objects, arrays or other JSON text.
    var isJSON: Bool {
        switch self {
        case .message, .map, .array, .any: true
        default: false
        }
    }
}
