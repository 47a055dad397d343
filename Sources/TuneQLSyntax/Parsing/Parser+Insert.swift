extension Parser {
    /// An INSERT or a REPLACE, from its verb on.
    mutating func insert() throws(SyntaxError) -> Insert {
        let isReplacement = advance().keyword == .replace
        if isAt(.ignore) { throw insertIgnore }
        let conflict = isReplacement ? nil : try conflictAction()
        try expect(.into)
        var insert = Insert(
            isReplacement: isReplacement,
            with: [],
            isRecursive: false,
            conflict: conflict,
            target: try insertTarget(),
            columns: isAt(.leftParenthesis) ? try columnList() : []
        )
        if !accept(.default, .values) { insert.source = try insertSource() }
        insert.upsertRange = upsert()
        insert.returning = try returningClause()
        return insert
    }

    private var insertIgnore: SyntaxError {
        SyntaxError(
            range: current.range,
            message: "INSERT IGNORE is not supported: write INSERT OR IGNORE for a local table; "
                + "a resource's service reports what exists already"
        )
    }

    private mutating func conflictAction() throws(SyntaxError) -> Identifier? {
        guard accept(.or) else { return nil }
        switch current.keyword {
        case .abort, .fail, .ignore, .replace, .rollback: return identifier(advance())
        default: throw unexpected("ABORT, FAIL, IGNORE, REPLACE or ROLLBACK")
        }
    }

    private mutating func insertTarget() throws(SyntaxError) -> TableReference {
        let path = try path("a table name")
        let alias = accept(.as) ? try name("an alias") : nil
        return TableReference(
            path: path,
            alias: alias,
            range: path.wholeRange,
            end: path.wholeRange.upperBound
        )
    }

    /// The columns in parentheses; of a resource, `a.b` is a field inside the column `a`.
    private mutating func columnList() throws(SyntaxError) -> [Identifier] {
        try parenthesized { (parser) throws(SyntaxError) in
            try parser.list { (parser) throws(SyntaxError) -> Identifier in
                let path = try parser.path("a column name")
                return path.count == 1
                    ? path[0] : Identifier(text: path.dotted, range: path.wholeRange)
            }
        }
    }

    private mutating func insertSource() throws(SyntaxError) -> Query {
        guard isAtQuery || isAt(.leftParenthesis) else { throw unexpected("VALUES or SELECT") }
        return try query()
    }

    /// Skips ON CONFLICT, which SQLite parses, up to RETURNING, but collects its variables.
    private mutating func upsert() -> Range<Int>? {
        guard isAt(.on) else { return nil }
        let start = current.range.lowerBound
        while !isAtEnd, !isAt(.returning) { recordVariable(advance()) }
        return range(from: start)
    }

    mutating func returningClause() throws(SyntaxError) -> ReturningClause? {
        let start = current.range.lowerBound
        guard accept(.returning) else { return nil }
        let results = try resultColumns()
        return ReturningClause(results: results, range: range(from: start))
    }
}
