import TuneQLCatalog
import TuneQLSyntax

extension Resource {
    /// The method that an INSERT calls for each of its rows.
    func createMethod(for insert: Insert) throws(QueryError) -> Method {
        guard !methods(for: .insert).isEmpty else {
            var error = QueryError(
                .sql,
                "\(id) does not support INSERT",
                range: insert.target.range,
                help: "SHOW METHODS IN \(id) lists its methods"
            )
            error.detail = .unsupported(resource: id)
            throw error
        }
        guard !insert.columns.isEmpty else {
            throw QueryError(
                .syntax,
                "the columns of the INSERT are not named",
                range: insert.target.range,
                help: "write INSERT INTO \(id) (column, …) and the values after it"
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
            return try selection(for: .insert, bound: insert.columns.map(\.text)).method
        } catch {
            var missing = QueryError(
                .missingParameter,
                "\(name) cannot be created without \(error.missing.joined(separator: ", "))",
                range: insert.columns.wholeRange,
                help: error.nearest.map {
                    "\($0.name) needs \($0.required.joined(separator: ", "))"
                }
            )
            missing.detail = .missing(error.missing, resource: id)
            throw missing
        }
    }
}
