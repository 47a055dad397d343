package import TuneQLSyntax

/// The values that an OR leaves for a parameter: 'a' and 'b' for `zone` in
/// `zone = 'a' AND state = 'X' OR zone = 'b' AND state = 'Y'`.
///
/// SQLite offers a table the sides of an OR one by one, each without the conditions around it. As a
/// list beside the OR, the values reach the table together with those.
package struct ImpliedList: Sendable {
    /// The OR.
    package var term: Expression
    /// The parameter's column, where the OR first mentions it.
    package var column: ColumnReference
    /// The literals that the sides compare it with.
    package var values: [Expression]

    /// The list of the only parameter that every side of an OR gives literals; nil for others.
    ///
    /// With several parameters a list of each would allow combinations that no side allows.
    init?(_ term: Expression, isParameter: (ColumnReference) -> Bool) {
        let sides = term.alternatives.map { side in
            Dictionary(
                side.conjuncts.compactMap(\.literals)
                    .filter { isParameter($0.column) }
                    .map { ($0.column.leadingNames.map { $0.text.lowercased() }, $0) },
                uniquingKeysWith: { first, _ in first }
            )
        }
        guard sides.count > 1, let first = sides.first else { return nil }
        let common = first.filter { name, _ in sides.allSatisfy { $0[name] != nil } }
        guard common.count == 1, let (name, given) = common.first else { return nil }
        self.term = term
        column = given.column
        values = sides.flatMap { $0[name]?.values ?? [] }
    }
}

extension Expression {
    /// The literals that a term gives a column by `=` or IN; nil for another term.
    fileprivate var literals: (column: ColumnReference, values: [Expression])? {
        switch kind {
        case .binary(.equal, let left, let right):
            if case .column(let column) = left.kind, right.isLiteral { return (column, [right]) }
            if case .column(let column) = right.kind, left.isLiteral { return (column, [left]) }
            return nil
        case .membership(let subject, .list(let members), isNegated: false):
            guard case .column(let column) = subject.kind, members.allSatisfy(\.isLiteral) else {
                return nil
            }
            return (column, members)
        default: return nil
        }
    }

    private var isLiteral: Bool {
        if case .literal = kind { true } else { false }
    }
}
