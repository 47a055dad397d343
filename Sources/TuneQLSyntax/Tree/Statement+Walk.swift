extension Statement {
    func walk<Failure>(_ visit: TreeVisitor<Failure>) throws(Failure) {
        switch kind {
        case .select(let query): try query.walk(in: TreeScope(), visit)
        case .insert(let insert): try insert.walk(visit)
        case .exec(let exec): try exec.walk(in: TreeScope(), visit)
        case .explain(let explain): try explain.statement.walk(visit)
        case .local(let local): try local.walk(visit)
        case .view(let view): try view.walk(visit)
        case .assert(let assertion):
            switch assertion.form {
            case .query(let query): try query.walk(in: TreeScope(), visit)
            case .expression(let expression): try expression.walk(in: TreeScope(), visit)
            }
        case .show, .describe, .use, .set, .utility: break
        }
    }
}

extension Insert {
    fileprivate func walk<Failure>(_ visit: TreeVisitor<Failure>) throws(Failure) {
        try target.walk(in: TreeScope().at(.target), visit)
        let scope = try with.walk(in: TreeScope(), visit)
        try source?.walk(in: scope, visit)
        for result in returning?.results ?? [] { try result.walk(in: scope, visit) }
    }
}

extension Exec {
    func walk<Failure>(
        in outer: TreeScope,
        _ visit: TreeVisitor<Failure>
    ) throws(Failure) {
        let scope = try with.walk(in: outer, visit)
        for assignment in assignments { try assignment.value.walk(in: scope, visit) }
        try jsonBody?.walk(in: scope, visit)
        try source?.walk(in: scope, visit)
    }
}

extension LocalStatement {
    fileprivate func walk<Failure>(_ visit: TreeVisitor<Failure>) throws(Failure) {
        let scope = try with.walk(in: TreeScope(), visit)
        for table in tables { try table.walk(in: scope.at(.target), visit) }
        let core = SelectCore(from: from, range: 0..<0)
        for item in from { try item.walk(in: scope.entering(core), outer: scope, visit) }
        for expression in expressions { try expression.walk(in: scope.entering(core), visit) }
        for result in returning { try result.walk(in: scope.entering(core), visit) }
        for query in queries { try query.walk(in: scope, visit) }
    }
}

extension ViewStatement {
    fileprivate func walk<Failure>(_ visit: TreeVisitor<Failure>) throws(Failure) {
        guard case .create(let query) = action else { return }
        try query.walk(in: TreeScope(), visit)
    }
}
