extension Expression {
    func walk<Failure>(
        in scope: TreeScope,
        _ visit: TreeVisitor<Failure>
    ) throws(Failure) {
        try visit(.expression(self), scope)
        switch kind {
        case .literal, .variable: break
        case .column(let column): try visit(.column(column), scope)
        case .exists(let query), .subquery(let query): try query.walk(in: scope, visit)
        case .membership(let subject, let source, _):
            try subject.walk(in: scope, visit)
            try source.walk(in: scope, visit)
        case .function(let call): try call.walk(in: scope, visit)
        default: for operand in operands { try operand.walk(in: scope, visit) }
        }
    }

    /// The expressions directly inside; those of queries, functions and IN not included.
    package var operands: [Expression] {
        switch kind {
        case .unary(_, let operand), .isNull(let operand, _), .cast(let operand, _, _),
            .collate(let operand, _):
            [operand]
        case .binary(_, let left, let right): [left, right]
        case .between(let subject, let low, let high, _): [subject, low, high]
        case .row(let members): members
        case .pattern(let pattern):
            [pattern.subject, pattern.pattern] + (pattern.escape.map { [$0] } ?? [])
        case .conditional(let expression): expression.operands
        default: []
        }
    }
}

extension CaseExpression {
    fileprivate var operands: [Expression] {
        var found = operand.map { [$0] } ?? []
        for branch in branches { found += [branch.condition, branch.result] }
        if let otherwise { found.append(otherwise) }
        return found
    }
}

extension InSource {
    fileprivate func walk<Failure>(
        in scope: TreeScope,
        _ visit: TreeVisitor<Failure>
    ) throws(Failure) {
        switch self {
        case .list(let members): for member in members { try member.walk(in: scope, visit) }
        case .query(let query): try query.walk(in: scope, visit)
        case .table(let table): try table.walk(in: scope.at(.inOperand), visit)
        }
    }
}

extension FunctionCall {
    fileprivate func walk<Failure>(
        in scope: TreeScope,
        _ visit: TreeVisitor<Failure>
    ) throws(Failure) {
        for argument in arguments { try argument.walk(in: scope, visit) }
        for term in orderBy { try term.expression.walk(in: scope, visit) }
        try filter?.walk(in: scope, visit)
        try window?.walk(in: scope, visit)
    }
}
