extension Parser {
    /// Whether a query starts here.
    var isAtQuery: Bool {
        isAt(.select) || isAt(.values) || (isAt(.with) && isName(peek()))
            || isAtParenthesizedMember
    }

    mutating func query() throws(SyntaxError) -> Query {
        try nested { (parser) throws(SyntaxError) in
            let start = parser.current.range.lowerBound
            let (with, isRecursive) = try parser.withClause()
            return try parser.query(with: with, isRecursive: isRecursive, from: start)
        }
    }

    mutating func query(
        with: [CommonTable],
        isRecursive: Bool,
        from start: Int
    ) throws(SyntaxError) -> Query {
        var query = Query(
            with: with,
            isRecursive: isRecursive,
            body: [try selectCore(nil)],
            orderBy: [],
            range: start..<start
        )
        while let setOperator = setOperator() { query.body.append(try selectCore(setOperator)) }
        query.orderBy = try orderByClause()
        try limitClause(of: &query)
        query.range = range(from: start)
        return query
    }

    mutating func withClause() throws(SyntaxError) -> (tables: [CommonTable], isRecursive: Bool) {
        guard accept(.with) else { return ([], false) }
        let isRecursive = accept(.recursive)
        let tables = try list { (parser) throws(SyntaxError) in try parser.commonTable() }
        return (tables, isRecursive)
    }

    private mutating func commonTable() throws(SyntaxError) -> CommonTable {
        let name = try name("the name of a common table")
        let columns = isAt(.leftParenthesis) ? try nameList() : []
        try expect(.as)
        if accept(.not) { try expect(.materialized) } else { _ = accept(.materialized) }
        let query = try parenthesized { (parser) throws(SyntaxError) in try parser.query() }
        return CommonTable(
            name: name,
            columns: columns,
            query: query,
            range: range(from: name.range.lowerBound)
        )
    }

    /// Column names in parentheses.
    mutating func nameList() throws(SyntaxError) -> [Identifier] {
        try parenthesized { (parser) throws(SyntaxError) in
            try parser.list { (parser) throws(SyntaxError) in try parser.name("a column name") }
        }
    }

    var isAtSetOperator: Bool { isAt(.union) || isAt(.intersect) || isAt(.except) }

    private mutating func setOperator() -> SetOperator? {
        if accept(.union) { return accept(.all) ? .unionAll : .union }
        if accept(.intersect) { return .intersect }
        return accept(.except) ? .except : nil
    }

    mutating func orderByClause() throws(SyntaxError) -> [OrderingTerm] {
        guard accept(.order) else { return [] }
        try expect(.by)
        return try list { (parser) throws(SyntaxError) in try parser.orderingTerm() }
    }

    private mutating func orderingTerm() throws(SyntaxError) -> OrderingTerm {
        let expression = try expression()
        var term = OrderingTerm(
            expression: expression,
            isDescending: false,
            range: expression.range
        )
        if !accept(.asc) { term.isDescending = accept(.desc) }
        if accept(.nulls) {
            if accept(.first) {
                term.nulls = .first
            } else {
                try expect(.last)
                term.nulls = .last
            }
        }
        term.range = range(from: expression.range.lowerBound)
        return term
    }

    private mutating func limitClause(of query: inout Query) throws(SyntaxError) {
        guard accept(.limit) else { return }
        query.limit = try expression()
        if accept(.offset) {
            query.offset = try expression()
        } else if accept(.comma) {
            query.offset = query.limit
            query.limit = try expression()
        }
    }
}
