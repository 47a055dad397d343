import TuneQLSQLite
import TuneQLSyntax

extension Session {
    /// The values of expressions that stand outside of a query, such as an argument of EXEC.
    func values(of expressions: [Expression], _ run: StatementRun) throws(QueryError)
        -> [SQLiteValue]
    {
        guard !expressions.isEmpty else { return [] }
        var values: [SQLiteValue] = []
        for expression in expressions {
            let sql = SQLWriter(run.source).sql(
                with: run.numberingVariables(),
                in: expression.range
            )
            .enclosed("SELECT (", ")")
            let statement = try prepare(sql, run, [])
            guard let row = try statement.nextRow(), let value = row.first else {
                throw QueryError(.sql, "the expression has no value", range: expression.range)
            }
            values.append(value)
        }
        return values
    }
}
