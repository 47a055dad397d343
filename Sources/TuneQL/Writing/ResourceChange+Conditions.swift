import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// The conditions that give parameters their values.
extension ResourceChange {
    /// The parameters that a condition gives; nil for other conditions.
    func key(_ term: Expression) throws(QueryError) -> Key? {
        switch term.kind {
        case .binary(.equal, let left, let right), .binary(.is, let left, let right):
            for (side, other) in [(left, right), (right, left)] {
                guard let name = parameter(side) else { continue }
                return Key(
                    names: [name],
                    subject: side.range,
                    values: .one(other),
                    range: term.range
                )
            }
            return nil
        case .membership(let subject, let source, isNegated: false):
            let names = subject.members.compactMap(parameter)
            guard names.count == subject.members.count else { return nil }
            try checkCount(of: source, names, term)
            return Key(
                names: names,
                subject: subject.range,
                values: .several(source),
                range: term.range
            )
        default: return nil
        }
    }

    /// Throws when the rows of an IN have visibly more or fewer values than are compared.
    private func checkCount(
        of source: InSource,
        _ names: [String],
        _ term: Expression
    ) throws(QueryError) {
        let counts: [Int]
        switch source {
        case .list(let members): counts = members.map(\.members.count)
        case .table: counts = []
        case .query(let query):
            let first = query.body.first
            let isKnown = first?.results.allSatisfy { $0.expression != nil } ?? false
            counts =
                (first?.values.map(\.count) ?? [])
                + (isKnown && first?.values.isEmpty == true ? [first?.results.count ?? 0] : [])
        }
        guard let other = counts.first(where: { $0 != names.count }) else { return }
        throw QueryError(
            .invalidValue,
            "\(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") compared with "
                + "\(other) \(other == 1 ? "value" : "values")",
            range: term.range
        )
    }

    /// The parameter of the verb's methods, or the column of names, that an expression is.
    private func parameter(_ expression: Expression) -> String? {
        guard case .column(let reference) = expression.kind, let name = ownName(of: reference)
        else { return nil }
        let parameters = resource.methods(for: verb).flatMap(\.parameters)
        if let parameter = parameters.first(where: { $0.name == name })
            ?? parameters.first(where: { $0.name.isSameName(as: name) })
        {
            return parameter.name
        }
        guard let column = resource.nameColumn, resource.nameTemplate != nil,
            column.isSameName(as: name)
        else { return nil }
        return column
    }

    /// The name of one of the resource's own columns, without qualifiers; nil for other tables'.
    private func ownName(of reference: ColumnReference) -> String? {
        let names = reference.leadingNames.map(\.text)
        for count in stride(from: names.count - 1, to: 0, by: -1)
        where isQualifier(names.prefix(count)) {
            return names.dropFirst(count).joined(separator: ".")
        }
        guard !local.from.isEmpty else { return names.joined(separator: ".") }
        let others = local.from.flatMap(\.exposedNames)
        if names.count > 1, others.contains(where: { $0.isSameName(as: names[0]) }) { return nil }
        let own =
            resource.columns.map(\.name)
            + resource.methods(for: verb).flatMap(\.parameters).map(\.name)
        return own.contains { $0.isSameName(as: names[0]) } ? names.joined(separator: ".") : nil
    }

    private func isQualifier(_ names: ArraySlice<String>) -> Bool {
        if names.count == 1, let name = names.first, target.exposedName.isSameName(as: name) {
            return true
        }
        guard target.alias == nil else { return false }
        return [target.path.map(\.text), resource.id.split(separator: ".").map(String.init)]
            .contains { path in
                path.count >= names.count
                    && zip(path.suffix(names.count), names).allSatisfy { $0.isSameName(as: $1) }
            }
    }

    /// The columns of the resource's rows that an expression reads outside of subqueries.
    func ownColumns(of expression: Expression) -> [ColumnReference] {
        expression.columns.filter { ownName(of: $0) != nil }
    }
}
