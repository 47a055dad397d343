/// An expression; parentheses around it belong to its range and leave no other trace.
package struct Expression: Sendable {
    package indirect enum Kind: Sendable {
        case literal(Literal)
        case variable(Variable)
        case column(ColumnReference)
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        /// `IS NULL`, `IS NOT NULL`, `ISNULL`, `NOTNULL` or `NOT NULL`.
        case isNull(Expression, isNegated: Bool)
        case pattern(Pattern)
        case between(Expression, low: Expression, high: Expression, isNegated: Bool)
        case membership(Expression, InSource, isNegated: Bool)
        case exists(Query)
        case subquery(Query)
        /// `(a, b)`: at least two members.
        case row([Expression])
        case conditional(CaseExpression)
        case cast(Expression, type: String, typeRange: Range<Int>)
        case collate(Expression, Identifier)
        case function(FunctionCall)
    }

    package var kind: Kind
    package var range: Range<Int>
}

package enum UnaryOperator: Sendable {
    case not, minus, plus, complement
}

package enum BinaryOperator: Sendable {
    case or, and
    case equal, notEqual
    /// `IS` and `IS NOT DISTINCT FROM`.
    case `is`
    /// `IS NOT` and `IS DISTINCT FROM`.
    case isNot
    case less, lessOrEqual, greater, greaterOrEqual
    case bitAnd, bitOr, leftShift, rightShift
    case add, subtract
    case multiply, divide, remainder
    case concatenate, arrow, doubleArrow
}

/// `x [NOT] LIKE y [ESCAPE z]` and its relatives.
package struct Pattern: Sendable {
    package enum Kind: Sendable {
        case like, glob, regexp, match
    }

    package var kind: Kind
    package var isNegated: Bool
    package var subject: Expression
    package var pattern: Expression
    package var escape: Expression?
}

/// The right operand of IN.
package enum InSource: Sendable {
    case list([Expression])
    case query(Query)
    case table(TableReference)
}

package struct CaseExpression: Sendable {
    package struct Branch: Sendable {
        package var condition: Expression
        package var result: Expression
    }

    package var operand: Expression?
    package var branches: [Branch]
    package var otherwise: Expression?
}
