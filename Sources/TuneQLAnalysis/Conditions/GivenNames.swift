package import TuneQLSyntax

/// The names of columns to which conditions of a statement give values.
package struct GivenNames {
    /// The names, in lowercase.
    package private(set) var names: Set<String> = []
    private let own: OwnValues

    /// Collects the names from the terms of each WHERE and ON, and from each USING.
    ///
    /// - Parameter statement: The statement.
    package init(in statement: Statement) {
        own = OwnValues(in: statement)
        var renamed: [(name: String, column: String)] = []
        statement.forEachQuery { query, _ in
            for core in query.body {
                for term in core.conditions { names.formUnion(given(by: term)) }
                for item in core.from {
                    guard case .using(let columns) = item.constraint else { continue }
                    names.formUnion(columns.map { $0.text.lowercased() })
                }
                renamed += core.results.compactMap { $0.renamedColumn(own) }
            }
            for table in query.with {
                let results = table.query.body.first?.results ?? []
                for (name, result) in zip(table.columns, results) {
                    guard let column = result.columnName(own) else { continue }
                    renamed.append((name.text.lowercased(), column))
                }
            }
        }
        if case .local(let local) = statement.kind {
            for term in local.conditions { names.formUnion(given(by: term)) }
        }
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for (name, column) in renamed where names.contains(name) {
                if names.insert(column).inserted { hasChanged = true }
            }
        }
    }

    /// The names that a term gives values; of an OR, those that each side does.
    private func given(by term: Expression) -> Set<String> {
        switch term.kind {
        case .binary(.and, let left, let right): given(by: left).union(given(by: right))
        case .binary(.or, let left, let right): given(by: left).intersection(given(by: right))
        case .binary(.equal, let left, let right), .binary(.is, let left, let right):
            columnNames(in: left).union(columnNames(in: right))
        case .membership(let subject, _, isNegated: false): columnNames(in: subject)
        default: []
        }
    }

    private func columnNames(in side: Expression) -> Set<String> {
        Set(
            side.members.compactMap { member in
                guard case .column(let reference) = member.kind else { return nil }
                return own.columnName(of: reference)?.lowercased()
            }
        )
    }
}

extension SelectItem {
    /// The name of the item's column, in lowercase; nil for other expressions.
    fileprivate func columnName(_ own: OwnValues) -> String? {
        guard case .column(let reference) = expression?.kind else { return nil }
        return own.columnName(of: reference)?.lowercased()
    }

    /// The alias and the original name of a renamed column, in lowercase.
    fileprivate func renamedColumn(_ own: OwnValues) -> (name: String, column: String)? {
        guard case .expression(_, let alias?) = kind, let column = columnName(own) else {
            return nil
        }
        return (alias.text.lowercased(), column)
    }
}

extension LocalStatement {
    /// The conditions of an UPDATE or a DELETE: its WHERE, and each ON of its FROM.
    fileprivate var conditions: [Expression] {
        from.compactMap { item in
            guard case .on(let condition) = item.constraint else { return nil }
            return condition
        } + [change.condition].compactMap { $0 }
    }
}
