extension Expression {
    /// The expressions directly inside, in the order of the text; those of queries are not included.
    package var parts: [Expression] {
        switch kind {
        case .literal, .variable, .column, .exists, .subquery: []
        case .unary(_, let operand), .isNull(let operand, _), .cast(let operand, _, _),
            .collate(let operand, _):
            [operand]
        case .binary(_, let left, let right): [left, right]
        case .between(let subject, let low, let high, _): [subject, low, high]
        case .row(let members): members
        case .pattern(let pattern):
            [pattern.subject, pattern.pattern] + [pattern.escape].compactMap { $0 }
        case .conditional(let expression): expression.parts
        case .membership(let subject, .list(let members), _): [subject] + members
        case .membership(let subject, .query, _), .membership(let subject, .table, _): [subject]
        case .function(let call): call.parts
        }
    }

    /// Calls `visit` for the expression and for all inside it, each before its parts; queries are
    /// not entered.
    package func forEachPart(_ visit: (Expression) -> Void) {
        visit(self)
        for part in parts { part.forEachPart(visit) }
    }

    /// The columns that it names, outside of queries.
    package var columns: [ColumnReference] {
        var found: [ColumnReference] = []
        forEachPart { part in
            if case .column(let column) = part.kind { found.append(column) }
        }
        return found
    }

    /// The functions that it calls, outside of queries.
    package var functions: [FunctionCall] {
        var found: [FunctionCall] = []
        forEachPart { part in
            if case .function(let call) = part.kind { found.append(call) }
        }
        return found
    }

    /// The queries in it, except those inside other queries.
    package var queries: [Query] {
        var found: [Query] = []
        forEachPart { part in
            switch part.kind {
            case .exists(let query), .subquery(let query), .membership(_, .query(let query), _):
                found.append(query)
            default: break
            }
        }
        return found
    }

    /// The terms that AND connects.
    package var conjuncts: [Expression] {
        guard case .binary(.and, let left, let right) = kind else { return [self] }
        return left.conjuncts + right.conjuncts
    }

    /// The terms that OR connects.
    package var alternatives: [Expression] {
        guard case .binary(.or, let left, let right) = kind else { return [self] }
        return left.alternatives + right.alternatives
    }

    /// Whether it is a column and nothing else.
    package var isColumn: Bool {
        if case .column = kind { true } else { false }
    }

    /// Whether it is written as a literal or a variable.
    package var isPlainValue: Bool {
        switch kind {
        case .literal, .variable: true
        default: false
        }
    }
}

extension CaseExpression {
    fileprivate var parts: [Expression] {
        [operand].compactMap { $0 } + branches.flatMap { [$0.condition, $0.result] }
            + [otherwise].compactMap { $0 }
    }
}

extension FunctionCall {
    fileprivate var parts: [Expression] {
        arguments + orderBy.map(\.expression) + [filter].compactMap { $0 } + (window?.parts ?? [])
    }
}

extension WindowDefinition {
    fileprivate var parts: [Expression] {
        partitionBy + orderBy.map(\.expression) + frameBounds
    }
}

// MARK: - Clauses

extension SelectCore {
    /// The WHERE, and the ON of every join.
    package var conditions: [Expression] {
        [whereClause].compactMap { $0 } + from.flatMap(\.conditions)
    }

    /// The queries in its expressions, except those inside other queries and those of its FROM.
    package var innerQueries: [Query] {
        var expressions = results.compactMap(\.expression)
        expressions += from.compactMap { item in
            guard case .on(let condition) = item.constraint else { return nil }
            return condition
        }
        expressions += [whereClause, having].compactMap { $0 } + groupBy + values.joined()
        return expressions.flatMap(\.queries)
    }
}

extension FromItem {
    /// Its ON, after those of the joins in parentheses.
    package var conditions: [Expression] {
        var found: [Expression] = []
        if case .group(let items, _) = source { found = items.flatMap(\.conditions) }
        if case .on(let expression) = constraint { found.append(expression) }
        return found
    }

    /// The kinds of its join and of those in parentheses.
    var joinKinds: [Join.Kind] {
        var kinds = [join?.kind].compactMap { $0 }
        if case .group(let items, _) = source { kinds += items.flatMap(\.joinKinds) }
        return kinds
    }
}

extension SelectItem {
    /// Whether it is a `*`.
    package var isStar: Bool { expression == nil }

    /// Its expression; nil for a `*`.
    package var expression: Expression? {
        guard case .expression(let expression, _) = kind else { return nil }
        return expression
    }
}
