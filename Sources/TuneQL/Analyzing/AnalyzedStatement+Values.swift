import TuneQLSQLite
import TuneQLSyntax

extension AnalyzedStatement {
    /// The values of expressions outside of any query, such as the arguments of EXEC.
    func values(of expressions: [Expression]) throws(QueryError) -> [SQLiteValue] {
        try expressions.map { (expression) throws(QueryError) in try value(of: expression) }
    }

    /// The value of an expression outside of any query.
    func value(of expression: Expression) throws(QueryError) -> SQLiteValue {
        let statement = try prepare(sql(for: expression))
        guard let row = try statement.nextRow(), let value = row.first else {
            throw QueryError(.sql, "the expression has no value", range: expression.range)
        }
        return value
    }

    /// The query whose only value is that of an expression.
    func sql(for expression: Expression) throws(QueryError) -> RewrittenSQL {
        let rewriting = run.numberingVariables(try rewriting)
        return SQLWriter(run.source).sql(with: rewriting, in: expression.range)
            .enclosed(try execCommonTables + "SELECT (", ")")
    }

    /// The WITH before the expressions of an EXEC in a FROM; empty when it names no common table.
    var execCommonTables: String {
        get throws(QueryError) {
            guard case .exec(let exec) = run.statement.kind, !exec.with.isEmpty else { return "" }
            let tables = try exec.with.map { (table) throws(QueryError) in
                try sql(in: table.range).text
            }
            return "WITH RECURSIVE \(tables.joined(separator: ", ")) "
        }
    }
}
