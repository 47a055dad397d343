typealias TreeVisitor<Failure: Error> = (TreeNode, TreeScope) throws(Failure) -> Void

extension Query {
    func walk<Failure>(
        in outer: TreeScope,
        _ visit: TreeVisitor<Failure>
    ) throws(Failure) {
        try visit(.query(self), outer)
        let scope = try with.walk(in: outer, visit)
        for core in body { try core.walk(in: scope, visit) }
        let inner = body.last.map(scope.entering) ?? scope
        for term in orderBy { try term.expression.walk(in: inner, visit) }
        try limit?.walk(in: scope, visit)
        try offset?.walk(in: scope, visit)
    }
}

extension [CommonTable] {
    /// Visits the queries and returns the scope in which all the tables are visible.
    ///
    /// In SQLite, every common table of a WITH sees all the others, and itself.
    func walk<Failure>(
        in outer: TreeScope,
        _ visit: TreeVisitor<Failure>
    ) throws(Failure) -> TreeScope {
        let scope = outer.seeing(self)
        for table in self { try table.query.walk(in: scope, visit) }
        return scope
    }
}

extension SelectCore {
    func walk<Failure>(
        in outer: TreeScope,
        _ visit: TreeVisitor<Failure>
    ) throws(Failure) {
        let scope = outer.entering(self)
        for result in results { try result.walk(in: scope, visit) }
        for item in from { try item.walk(in: scope, outer: outer, visit) }
        try whereClause?.walk(in: scope, visit)
        for expression in groupBy { try expression.walk(in: scope, visit) }
        try having?.walk(in: scope, visit)
        for window in windows { try window.walk(in: scope, visit) }
        for expression in values.joined() { try expression.walk(in: scope, visit) }
    }
}

extension SelectItem {
    func walk<Failure>(
        in scope: TreeScope,
        _ visit: TreeVisitor<Failure>
    ) throws(Failure) {
        switch kind {
        case .all: break
        case .allOf(let path): try visit(.star(path), scope)
        case .expression(let expression, _): try expression.walk(in: scope, visit)
        }
    }
}

extension FromItem {
    /// A subquery sees only `outer`, not the tables beside it.
    func walk<Failure>(
        in scope: TreeScope,
        outer: TreeScope,
        _ visit: TreeVisitor<Failure>
    ) throws(Failure) {
        switch source {
        case .table(let table): try table.walk(in: scope.at(.from), visit)
        case .subquery(let query, _): try query.walk(in: outer, visit)
        case .exec(let source):
            try source.exec.walk(in: outer.withoutTables, visit)
            try visit(.exec(source), outer)
        case .group(let items, _):
            for item in items { try item.walk(in: scope, outer: outer, visit) }
        }
        if case .on(let expression) = constraint { try expression.walk(in: scope, visit) }
    }
}

extension TableReference {
    func walk<Failure>(
        in scope: TreeScope,
        _ visit: TreeVisitor<Failure>
    ) throws(Failure) {
        try visit(.table(self), scope)
        for argument in arguments ?? [] { try argument.walk(in: scope, visit) }
    }
}

extension WindowDefinition {
    func walk<Failure>(
        in scope: TreeScope,
        _ visit: TreeVisitor<Failure>
    ) throws(Failure) {
        for expression in partitionBy { try expression.walk(in: scope, visit) }
        for term in orderBy { try term.expression.walk(in: scope, visit) }
        for expression in frameBounds { try expression.walk(in: scope, visit) }
    }
}
