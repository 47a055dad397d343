extension Parser {
    mutating func insert() throws(SyntaxError) -> Insert {
        advance()
        if isAt(.ignore) { throw insertIgnore }
        let conflict = try conflictAction()
        try expect(.into)
        var insert = Insert(
            with: [],
            isRecursive: false,
            conflict: conflict,
            target: try insertTarget(),
            columns: isAt(.leftParenthesis) ? try nameList() : []
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

    private mutating func returningClause() throws(SyntaxError) -> ReturningClause? {
        let start = current.range.lowerBound
        guard accept(.returning) else { return nil }
        let results = try resultColumns()
        return ReturningClause(results: results, range: range(from: start))
    }
}
