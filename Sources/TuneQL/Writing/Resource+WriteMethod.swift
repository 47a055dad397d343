import TuneQLCatalog
import TuneQLSyntax

extension Resource {
    /// The method that an INSERT or a REPLACE calls for each of its rows.
    func method(for insert: Insert) throws(QueryError) -> Method {
        let verb: Verb = insert.isReplacement ? .replace : .insert
        guard !methods(for: verb).isEmpty else {
            throw unsupported(insert.keyword, at: insert.target.range)
        }
        guard !insert.columns.isEmpty || insert.source == nil else {
            throw QueryError(
                .syntax,
                "the columns of the \(insert.keyword) are not named",
                range: insert.target.range,
                help: "write \(insert.keyword) INTO \(id) (column, …) and the values after it"
            )
        }
        if let clause = insert.conflict?.range ?? insert.upsertRange {
            throw QueryError(
                .sql,
                "\(id) cannot resolve conflicts: its service alone decides",
                range: clause
            )
        }
        do throws(MissingParameters) {
            return try selection(for: verb, bound: insert.columns.map(\.text)).method
        } catch {
            let done = insert.isReplacement ? "replaced" : "created"
            var missing = QueryError(
                .missingParameter,
                "\(name) cannot be \(done) without \(error.missing.joined(separator: ", "))",
                range: insert.columns.isEmpty
                    ? insert.target.range : insert.columns.wholeRange,
                help: error.nearest.map { nearest in
                    let method = methods(for: verb).first { $0.name == nearest.name }
                    return method?.newIDHint.map { "\(error.needs()); \($0)" } ?? error.needs()
                }
            )
            missing.detail = .missing(error.missing, resource: id)
            throw missing
        }
    }

    /// The error of a statement whose verb the resource has no method for.
    func unsupported(_ keyword: String, at range: Range<Int>) -> QueryError {
        var error = QueryError(
            .sql,
            "\(id) does not support \(keyword)",
            range: range,
            help: "SHOW METHODS IN \(id) lists its methods"
        )
        error.detail = .unsupported(resource: id)
        return error
    }
}
