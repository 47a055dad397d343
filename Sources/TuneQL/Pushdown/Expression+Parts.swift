import TuneQLSyntax

extension Expression {
    /// The terms that AND connects.
    var conjuncts: [Expression] {
        guard case .binary(.and, let left, let right) = kind else { return [self] }
        return left.conjuncts + right.conjuncts
    }

    /// The expressions directly inside, but for those of queries.
    private var parts: [Expression] {
        switch kind {
        case .membership(let subject, .list(let members), _): [subject] + members
        case .membership(let subject, _, _): [subject]
        case .function(let call):
            call.arguments + call.orderBy.map(\.expression) + [call.filter].compactMap { $0 }
                + (call.window?.parts ?? [])
        default: operands
        }
    }

    /// The functions that are called in it, outside of subqueries.
    var functions: [FunctionCall] {
        var found = parts.flatMap(\.functions)
        if case .function(let call) = kind { found.append(call) }
        return found
    }

    /// The queries in it, but for those inside of others.
    var queries: [Query] {
        let inside = parts.flatMap(\.queries)
        return switch kind {
        case .exists(let query), .subquery(let query): [query] + inside
        case .membership(_, .query(let query), _): inside + [query]
        default: inside
        }
    }
}

extension WindowDefinition {
    fileprivate var parts: [Expression] {
        partitionBy + orderBy.map(\.expression) + frameBounds
    }
}

extension SelectCore {
    /// The queries in its expressions, but for those inside of others and of its FROM.
    var innerQueries: [Query] {
        var expressions = results.compactMap { result -> Expression? in
            guard case .expression(let expression, _) = result.kind else { return nil }
            return expression
        }
        expressions += from.compactMap { item in
            guard case .on(let condition) = item.constraint else { return nil }
            return condition
        }
        expressions += [whereClause, having].compactMap { $0 } + groupBy + values.joined()
        return expressions.flatMap(\.queries)
    }
}
