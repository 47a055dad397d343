import TuneQLCatalog
import TuneQLSyntax

/// The errors of clauses and conditions that no request can carry.
extension ResourceChange {
    /// Throws for clauses that only SQLite could carry out, and for a SET of several columns.
    func checkClauses() throws(QueryError) {
        if let clause = local.change.otherClause {
            throw QueryError(
                .sql,
                "\(resource.id) cannot be changed with this clause: its service alone decides",
                range: clause,
                help: local.verb == .update
                    ? "write UPDATE … SET … [FROM …] WHERE … [RETURNING …]"
                    : "write DELETE FROM … WHERE … [RETURNING …]"
            )
        }
        if let several = local.change.assignments.first(where: { $0.path.isEmpty }) {
            throw QueryError(
                .sql,
                "the columns of a resource are set one by one",
                range: several.range,
                help: "write SET a = …, b = …"
            )
        }
    }

    /// Throws for a value that needs the row that is changed.
    func checkReadsNoRow(_ value: Expression) throws(QueryError) {
        guard let column = ownColumns(of: value).first else { return }
        throw QueryError(
            .sql,
            "\(local.verb.text) does not read the rows that it changes, so "
                + "\(column.leadingNames.dotted) has no value here",
            range: column.range,
            help: local.verb == .update
                ? "UPDATE … SET … FROM (SELECT …) AS old WHERE … sets what a SELECT reads"
                : nil
        )
    }

    /// The error of a condition that is not on parameters.
    func unsendable(_ term: Expression, _ run: StatementRun) -> QueryError {
        let text = run.text(in: term.range)
        let column = resource.nameTemplate == nil ? lastParameter : resource.nameColumn
        return QueryError(
            .sql,
            "\(local.verb.text) takes only parameter = value and parameter IN (…): its request "
                + "carries no other conditions",
            range: term.range,
            help: column.map { column in
                "select the rows in a subquery:  \(column) IN (SELECT \(column) "
                    + "FROM \(resource.id) WHERE … AND \(text))"
            } ?? "SHOW METHODS IN \(resource.id) lists the parameters"
        )
    }

    private var lastParameter: String? {
        resource.methods(for: verb).first?.parameters.last { $0.location == .path }?.name
    }

    /// The error of a statement without WHERE, or without parameters that the methods need.
    func missing(_ lack: MissingParameters? = nil) -> QueryError {
        let done = verb == .update ? "updated" : "deleted"
        let condition = local.change.condition
        guard let lack else { return missingCondition(done) }
        let names = lack.missing
        var error = QueryError(
            .missingParameter,
            "\(resource.name) cannot be \(done) without \(names.joined(separator: ", "))",
            range: condition?.range ?? target.range,
            help: "add  \(condition == nil ? "WHERE" : "AND") "
                + names.map { "\($0) = '…'" }.joined(separator: " AND ")
                + "   (\(lack.needs(except: masks)))"
        )
        error.detail = .missing(names, resource: resource.id)
        return error
    }

    /// The error of a statement without WHERE.
    private func missingCondition(_ done: String) -> QueryError {
        do throws(MissingParameters) {
            _ = try resource.selection(for: verb, bound: masks)
        } catch {
            return missing(error)
        }
        let method = resource.methods(for: verb).first?.name ?? ""
        return QueryError(
            .missingParameter,
            "\(resource.name) cannot be \(done) without a WHERE",
            range: target.range,
            help: "EXEC \(resource.id).\(method) calls the method without parameters"
        )
    }
}
