import TuneQLCalls
import TuneQLCatalog
import TuneQLSyntax

extension AnalyzedStatement {
    /// The calls that an INSERT makes.
    func calls(
        of insert: Insert,
        into resource: Resource
    ) throws(QueryError) -> [MethodCall] {
        let method = try resource.createMethod(for: insert)
        var calls: [MethodCall] = []
        let source = try prepare(sourceSQL(of: insert))
        guard source.columns.count == insert.columns.count else {
            var error = QueryError(
                .invalidValue,
                "\(insert.columns.count) columns are named, but \(source.columns.count) values given",
                range: insert.columns.wholeRange
            )
            error.detail = .arity
            throw error
        }
        while let row = try source.nextRow() {
            let columns = zip(insert.columns, row).map {
                RequestColumn(name: $0.text, value: $1, range: $0.range)
            }
            do throws(QueryError) {
                calls.append(try state.call(method, of: resource, with: columns))
            } catch {
                guard !calls.isEmpty else { throw error }
                var error = error
                error.message = "row \(calls.count + 1): \(error.message)"
                throw error
            }
        }
        return calls
    }

    /// The query whose rows an INSERT creates.
    func sourceSQL(of insert: Insert) throws(QueryError) -> RewrittenSQL {
        guard let query = insert.source else {
            throw QueryError(
                .syntax,
                "a resource has no default values",
                range: insert.target.range,
                help: "write VALUES or a SELECT after the columns"
            )
        }
        let writer = SQLWriter(run.source)
        let rewriting = run.numberingVariables(try rewriting)
        let sql = writer.sql(with: rewriting, in: query.range)
        guard let first = insert.with.first, let last = insert.with.last else { return sql }
        let range = first.range.lowerBound..<last.range.upperBound
        let tables = writer.sql(with: rewriting, in: range).text
        return sql.enclosed("WITH \(insert.isRecursive ? "RECURSIVE " : "")\(tables) ", "")
    }
}
