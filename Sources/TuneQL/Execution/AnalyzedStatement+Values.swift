import TuneQLSQLite
import TuneQLSyntax

extension SessionState {
    /// The values of expressions that stand outside of a query, such as an argument of EXEC.
    func values(of expressions: [Expression], _ run: StatementRun) throws(QueryError)
        -> [SQLiteValue]
    {
        guard !expressions.isEmpty else { return [] }
        let uses = try resourceUses(in: run)
        var values: [SQLiteValue] = []
        for expression in expressions {
            let statement = try prepare(sql(for: expression, run, uses), run, uses)
            guard let row = try statement.nextRow(), let value = row.first else {
                throw QueryError(.sql, "the expression has no value", range: expression.range)
            }
            values.append(value)
        }
        return values
    }

    /// The query whose only value is that of an expression.
    func sql(
        for expression: Expression,
        _ run: StatementRun,
        _ uses: [ResourceUse]
    ) throws(QueryError) -> RewrittenSQL {
        let writer = SQLWriter(run.source)
        let rewriting = run.numberingVariables(try rewriting(of: run, uses))
        return writer.sql(with: rewriting, in: expression.range)
            .enclosed(commonTables(of: run, rewriting) + "SELECT (", ")")
    }

    /// The WITH in front of what an EXEC in a FROM evaluates; empty when it names no common table.
    func commonTables(of run: StatementRun, _ rewriting: Rewriting) -> String {
        guard case .exec(let exec) = run.statement.kind, !exec.with.isEmpty else { return "" }
        let writer = SQLWriter(run.source)
        let tables = exec.with.map { writer.sql(with: rewriting, in: $0.range).text }
        return "WITH RECURSIVE \(tables.joined(separator: ", ")) "
    }
}
