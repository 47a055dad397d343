import TuneQLCatalog
import TuneQLSyntax

extension SessionState {
    /// The changes that make a statement SQL for SQLite: the names of tables, and nested fields.
    func rewriting(of run: StatementRun, _ uses: [ResourceUse]) throws(QueryError) -> Rewriting {
        rewriting(of: run, uses, try typed(run, uses))
    }

    /// The same changes, with types that are known already.
    func rewriting(
        of run: StatementRun,
        _ uses: [ResourceUse],
        _ typed: TypedSQL
    ) -> Rewriting {
        var rewriting = SQLWriter(run.source).rewriting(of: run.statement) { naming($0, uses) }
        typed.write(to: &rewriting, for: run.source)
        conditionMarks(run, uses)?.write(to: &rewriting)
        if run.guardsSingleRows { run.statement.guardSingleRows(with: &rewriting) }
        return run.numbersVariables ? run.numberingVariables(rewriting) : rewriting
    }

    /// A query of the statement as SQL for SQLite.
    func sql(
        for query: Query,
        _ run: StatementRun,
        _ uses: [ResourceUse]
    ) throws(QueryError) -> RewrittenSQL {
        sql(for: query, run, uses, try typed(run, uses))
    }

    /// A query of the statement as SQL for SQLite, with types that are known already.
    func sql(
        for query: Query,
        _ run: StatementRun,
        _ uses: [ResourceUse],
        _ typed: TypedSQL
    ) -> RewrittenSQL {
        SQLWriter(run.source).sql(with: rewriting(of: run, uses, typed), in: query.range)
    }

    /// What the statement tells about its scans.
    ///
    /// - Parameters:
    ///   - run: The statement.
    ///   - uses: The resources that it reads.
    ///   - types: The types of its expressions, where they are known already.
    /// - Returns: The answers; when in doubt those that are always right.
    /// - Throws: ``QueryError`` when the types cannot be worked out.
    func traits(
        of run: StatementRun,
        _ uses: [ResourceUse],
        _ types: TypeInference?
    ) throws(QueryError) -> StatementContext.Traits {
        var traits = StatementContext.Traits(
            of: run,
            tableCount: uses.count,
            settings,
            mayReadViews: hasViews
        )
        var tableCount = 0
        if hasViews { run.statement.forEachTable { _, _ in tableCount += 1 } }
        guard settings.pushesDown, !uses.isEmpty, tableCount <= uses.count else { return traits }
        let known = if let types { types } else { try self.types(of: run, uses) }
        traits.parts =
            PartFinder(run.statement, known) { name, resource in
                try? self.message(name, of: resource)
            }.parts
        return traits
    }
}
