package import TuneQLSyntax

extension Expression {
    /// The values that an expression compares with each other, operand by operand.
    ///
    /// Rows are taken apart; `BETWEEN`, `IN` with a list, `CASE x WHEN` and `nullif` yield a pair
    /// for each comparison.
    var comparisons: [(left: Expression, right: Expression)] {
        switch kind {
        case .binary(let sign, let left, let right) where sign.isComparison:
            Self.pairs(left, right)
        case .between(let subject, let low, let high, _):
            Self.pairs(subject, low) + Self.pairs(subject, high)
        case .membership(let subject, .list(let members), _):
            members.flatMap { Self.pairs(subject, $0) }
        case .conditional(let node):
            node.operand.map { operand in
                node.branches.flatMap { Self.pairs(operand, $0.condition) }
            } ?? []
        case .function(let call)
        where call.name.text.lowercased() == "nullif" && call.arguments.count == 2:
            Self.pairs(call.arguments[0], call.arguments[1])
        default: []
        }
    }

    private static func pairs(
        _ left: Expression,
        _ right: Expression
    ) -> [(left: Expression, right: Expression)] {
        guard case .row(let members) = left.kind, case .row(let others) = right.kind else {
            return [(left, right)]
        }
        return zip(members, others).flatMap { pairs($0, $1) }
    }
}

extension Expression {
    /// The members of a row value, or the expression itself.
    package var members: [Expression] {
        if case .row(let members) = kind { members } else { [self] }
    }
}

extension BinaryOperator {
    var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .is, .isNot, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        default: false
        }
    }
}
