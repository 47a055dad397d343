import TuneQLCatalog
import TuneQLSyntax

extension Session {
    /// The dotted references of a statement, checked against the schema.
    func nestedFields(_ run: StatementRun, _ uses: [ResourceUse]) throws(QueryError) -> NestedFields
    {
        let relations = try execRelations(of: run)
        var fields = try NestedFields(
            in: run.statement,
            try resolver(run, uses, relations)
        ) { (name, resource) throws(QueryError) in
            try message(name, of: resource)
        }
        try run.statement.forEachExecSource { (source, _) throws(QueryError) in
            let sql = relations[source.range.lowerBound]?.sql
            fields.note(sql.map { (source.range, $0) })
        }
        return fields
    }

    /// The changes that make a statement SQL for SQLite: the names of tables, and nested fields.
    func rewriting(of run: StatementRun, _ uses: [ResourceUse]) throws(QueryError) -> Rewriting {
        rewriting(of: run, uses, try nestedFields(run, uses))
    }

    private func rewriting(
        of run: StatementRun,
        _ uses: [ResourceUse],
        _ nested: NestedFields
    ) -> Rewriting {
        var rewriting = SQLWriter(run.source).rewriting(of: run.statement) { naming($0, uses) }
        nested.write(to: &rewriting, for: run.source)
        return run.numbersVariables ? run.numberingVariables(rewriting) : rewriting
    }

    /// A query of the statement as SQL for SQLite.
    func sql(
        for query: Query,
        _ run: StatementRun,
        _ uses: [ResourceUse]
    ) throws(QueryError) -> RewrittenSQL {
        sql(for: query, run, uses, try nestedFields(run, uses))
    }

    /// A query of the statement as SQL for SQLite, with nested fields that are known already.
    func sql(
        for query: Query,
        _ run: StatementRun,
        _ uses: [ResourceUse],
        _ nested: NestedFields
    ) -> RewrittenSQL {
        SQLWriter(run.source).sql(with: rewriting(of: run, uses, nested), in: query.range)
    }

    /// What the statement tells about its scans.
    func traits(
        of run: StatementRun,
        _ uses: [ResourceUse]
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
        traits.parts =
            PartFinder(run.statement, try resolver(run, uses, execRelations(of: run))) {
                name,
                resource in
                try? self.message(name, of: resource)
            }.parts
        return traits
    }

    private func resolver(
        _ run: StatementRun,
        _ uses: [ResourceUse],
        _ relations: [Int: ExecRelation]
    ) throws(QueryError) -> ColumnResolver {
        let execs = relations.compactMapValues(\.resource)
        guard case .insert(let insert) = run.statement.kind, insert.returning != nil else {
            return ColumnResolver(run.statement, uses, execs, target: nil)
        }
        let target = try resource(named: insert.target.path)
        return ColumnResolver(run.statement, uses, execs, target: target)
    }
}
