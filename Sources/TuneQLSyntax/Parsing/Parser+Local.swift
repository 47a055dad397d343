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
            recordVariable(token)
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
            local.expressions += try list { (parser) throws(SyntaxError) in
                try parser.setColumn()
            }
        } else if accept(.where) {
            local.expressions.append(try expression())
        } else if accept(.returning) {
            local.returning = try resultColumns()
        } else {
            return false
        }
        return true
    }

    /// Reads `column = value` or `(column, …) = value`, and returns the value.
    private mutating func setColumn() throws(SyntaxError) -> Expression {
        if isAt(.leftParenthesis) {
            _ = try nameList()
        } else {
            _ = try name("a column name")
        }
        try expect(.equal)
        return try expression()
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
        if accept(.or) { advance() }
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
