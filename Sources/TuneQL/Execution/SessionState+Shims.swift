import TuneQLSQLite
import TuneQLSyntax

extension SessionState {
    func rewriting(of run: StatementRun, _ uses: [ResourceUse]) throws(QueryError) -> Rewriting {
        try AnalyzedStatement(run, in: self, uses: uses).rewriting
    }

    func sql(for query: Query, _ run: StatementRun, _ uses: [ResourceUse]) throws(QueryError)
        -> RewrittenSQL
    {
        try AnalyzedStatement(run, in: self, uses: uses).sql(for: query)
    }

    func sql(for expression: Expression, _ run: StatementRun, _ uses: [ResourceUse])
        throws(QueryError) -> RewrittenSQL
    {
        try AnalyzedStatement(run, in: self, uses: uses).sql(for: expression)
    }

    func prepare(
        _ sql: RewrittenSQL,
        _ run: StatementRun,
        _ uses: [ResourceUse],
        mode: StatementContext.Mode = .run
    ) throws(QueryError) -> OpenStatement {
        try AnalyzedStatement(run, in: self, uses: uses).prepare(sql, mode: mode)
    }

    func values(of expressions: [Expression], _ run: StatementRun) throws(QueryError)
        -> [SQLiteValue]
    {
        try AnalyzedStatement(run, in: self).values(of: expressions)
    }
}
