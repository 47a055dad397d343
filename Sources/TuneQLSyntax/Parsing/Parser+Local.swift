/// SQLite's own statements, read only for their tables, queries and expressions.
extension Parser {
    mutating func local() throws(SyntaxError) -> LocalStatement {
        var local = LocalStatement(
            verb: LocalVerb(localKeyword),
            isTemporary: isAtTemporary,
            tables: [],
            from: [],
            queries: [],
            with: []
        )
        let isTrigger = local.verb == .createTrigger
        var previous: Token?
        while !isAtEnd {
            if try change(of: &local) {
                previous = nil
                continue
            }
            if !isTrigger, isAtQuery, isQueryPlace(after: previous) {
                local.queries.append(try query())
                previous = nil
                continue
            }
            let token = advance()
            noteUnread(token)
            recordVariable(token)
            if local.isOtherClause(at: token) { local.change.otherClause = token.range }
            let isComparison = token.keyword == .from && previous?.keyword == .distinct
            if !isComparison { try tables(of: &local, after: token) }
            previous = token
        }
        return local
    }

    /// Reads SET of UPDATE, or WHERE or RETURNING of UPDATE or DELETE; false if none is next.
    private mutating func change(of local: inout LocalStatement) throws(SyntaxError) -> Bool {
        guard [.update, .delete].contains(local.verb) else { return false }
        if local.verb == .update, accept(.set) {
            local.change.assignments += try list { (parser) throws(SyntaxError) in
                try parser.assignment()
            }
        } else if accept(.where) {
            local.change.condition = try expression()
        } else if isAt(.returning) {
            local.change.returning = try returningClause()
        } else {
            return false
        }
        return true
    }

    /// Reads `column = value`, `column.field = value` or `(column, …) = value`.
    private mutating func assignment() throws(SyntaxError) -> Change.Assignment {
        let start = current.range.lowerBound
        var path: [Identifier] = []
        if isAt(.leftParenthesis) {
            _ = try nameList()
        } else {
            path = try self.path("a column name")
        }
        let range = range(from: start)
        try expect(.equal)
        return Change.Assignment(path: path, value: try expression(), range: range)
    }

    /// The verb, and the kind of object that is created, dropped or altered.
    private var localKeyword: String {
        guard let verb = current.keyword else { return "" }
        guard [.create, .drop, .alter].contains(verb) else { return verb.spelling }
        for distance in 1...5 {
            switch peek(distance).keyword {
            case .table, .view, .index, .trigger:
                return "\(verb.spelling) \(peek(distance).keyword?.spelling ?? "")"
            default: continue
            }
        }
        return verb.spelling
    }

    /// Whether a CREATE that starts here says TEMP or TEMPORARY.
    private var isAtTemporary: Bool {
        current.keyword == .create && [.temp, .temporary].contains(peek().keyword)
    }

    private func isQueryPlace(after token: Token?) -> Bool {
        guard let token else { return true }
        switch token.kind {
        case .symbol(.leftParenthesis), .symbol(.rightParenthesis), .word(.as): return true
        case .word, .quotedName: return !isAt(.with)
        default: return false
        }
    }

    private mutating func tables(
        of local: inout LocalStatement,
        after token: Token
    ) throws(SyntaxError) {
        if token.keyword == .from, local.verb == .update {
            local.from += try fromItems()
        } else if isBeforeTable(token, in: local.verb) {
            try table(of: &local)
        }
    }

    private func isBeforeTable(_ token: Token, in verb: LocalVerb) -> Bool {
        guard isName(current) || current.kind == .string || isAt(.or) else { return false }
        switch token.keyword {
        case .from, .into, .join, .in, .table, .view: return verb != .vacuum
        case .update: return verb == .update
        case .on: return [.createIndex, .createTrigger].contains(verb)
        default: return false
        }
    }

    private mutating func table(of local: inout LocalStatement) throws(SyntaxError) {
        if isAt(.if), [.not, .exists].contains(peek().keyword) {
            advance()
            _ = accept(.not)
            try expect(.exists)
        }
        if isAt(.or) {
            local.change.otherClause = current.range
            advance()
            advance()
        }
        let path = try path("a table name")
        var table = TableReference(
            path: path,
            range: path.wholeRange,
            end: path.wholeRange.upperBound
        )
        if [.update, .delete].contains(local.verb), accept(.as) {
            table.alias = try name("the alias of the table")
        }
        local.tables.append(table)
    }
}

extension LocalStatement {
    /// Whether a token starts a clause of UPDATE or DELETE that only SQLite reads.
    fileprivate func isOtherClause(at token: Token) -> Bool {
        guard [.update, .delete].contains(verb), change.otherClause == nil else { return false }
        return ![.update, .delete, .from].contains(token.keyword)
    }
}
