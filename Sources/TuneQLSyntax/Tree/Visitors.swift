extension Query {
    /// Calls `visit` for every table at every level, in the order of the clauses.
    package func forEachTable<Failure>(
        _ visit: (TableReference, TreeScope) throws(Failure) -> Void
    ) throws(Failure) {
        try walk(in: TreeScope()) { (node, scope) throws(Failure) in
            if case .table(let table) = node { try visit(table, scope) }
        }
    }

    /// Calls `visit` for every column at every level, in the order of the clauses.
    package func forEachColumnReference<Failure>(
        _ visit: (ColumnReference, TreeScope) throws(Failure) -> Void
    ) throws(Failure) {
        try walk(in: TreeScope()) { (node, scope) throws(Failure) in
            if case .column(let column) = node { try visit(column, scope) }
        }
    }
}

extension Statement {
    /// Calls `visit` for every EXEC in a FROM, each after those inside it.
    package func forEachExecSource<Failure>(
        _ visit: (ExecSource, TreeScope) throws(Failure) -> Void
    ) throws(Failure) {
        try walk { (node, scope) throws(Failure) in
            if case .exec(let source) = node { try visit(source, scope) }
        }
    }

    /// Calls `visit` for every table at every level, in the order of the clauses.
    package func forEachTable<Failure>(
        _ visit: (TableReference, TreeScope) throws(Failure) -> Void
    ) throws(Failure) {
        try walk { (node, scope) throws(Failure) in
            if case .table(let table) = node { try visit(table, scope) }
        }
    }

    /// Calls `visit` for every column at every level, in the order of the clauses.
    package func forEachColumnReference<Failure>(
        _ visit: (ColumnReference, TreeScope) throws(Failure) -> Void
    ) throws(Failure) {
        try walk { (node, scope) throws(Failure) in
            if case .column(let column) = node { try visit(column, scope) }
        }
    }

    /// Calls `visit` for every expression at every level, each before those inside it.
    package func forEachExpression<Failure>(
        _ visit: (Expression, TreeScope) throws(Failure) -> Void
    ) throws(Failure) {
        try walk { (node, scope) throws(Failure) in
            if case .expression(let expression) = node { try visit(expression, scope) }
        }
    }

    /// Calls `visit` for every query, subqueries and common tables included, the outer one first.
    package func forEachQuery<Failure>(
        _ visit: (Query, TreeScope) throws(Failure) -> Void
    ) throws(Failure) {
        try walk { (node, scope) throws(Failure) in
            if case .query(let query) = node { try visit(query, scope) }
        }
    }
}
