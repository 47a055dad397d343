extension Expression {
    func walk<Failure>(
        in scope: TreeScope,
        _ visit: TreeVisitor<Failure>
    ) throws(Failure) {
        try visit(.expression(self), scope)
        for part in parts { try part.walk(in: scope, visit) }
        switch kind {
        case .column(let column): try visit(.column(column), scope)
        case .exists(let query), .subquery(let query), .membership(_, .query(let query), _):
            try query.walk(in: scope, visit)
        case .membership(_, .table(let table), _): try table.walk(in: scope.at(.inOperand), visit)
        default: break
        }
    }
}
