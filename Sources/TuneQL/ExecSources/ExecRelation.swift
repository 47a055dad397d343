import TuneQLCatalog
import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// The table in SQLite's SQL that replaces an EXEC in a FROM.
struct ExecRelation {
    /// The resource with the columns of the rows; nil when they are not known.
    var resource: Resource?
    var sql: String
}

extension SessionState {
    /// The tables that replace the EXECs in FROMs, by the start position of each.
    func execRelations(of run: StatementRun) throws(QueryError) -> [Int: ExecRelation] {
        var relations: [Int: ExecRelation] = [:]
        try run.statement.forEachExecSource { (source, _) throws(QueryError) in
            relations[source.range.lowerBound] = try relation(source, run)
        }
        return relations
    }

    private func relation(
        _ source: ExecSource,
        _ run: StatementRun
    ) throws(QueryError) -> ExecRelation {
        if let table = run.execTables[source.range.lowerBound] {
            return ExecRelation(resource: table.resource, sql: table.name.quotedAsName)
        }
        guard case .view = run.statement.kind else {
            // It is in a common table that this part of the statement does not read.
            return ExecRelation(sql: "EXEC".quotedAsName)
        }
        return try viewRelation(source, run)
    }

    /// In a view the call becomes a scan of the resource, made whenever the view is read.
    private func viewRelation(
        _ source: ExecSource,
        _ run: StatementRun
    ) throws(QueryError) -> ExecRelation {
        let exec = source.exec
        let part = AnalyzedStatement(run.part(exec, seeing: [], of: run.statement), in: self)
        let (resource, method) = try part.method(of: exec)
        guard method.isRead else {
            throw QueryError(
                .sql,
                "a view cannot call \(resource.id).\(method.name): "
                    + "it writes, and a view may be read repeatedly",
                range: exec.range,
                help: "CREATE TABLE … AS SELECT calls it once"
            )
        }
        guard exec.source == nil, exec.jsonBody == nil,
            exec.assignments.allSatisfy(\.value.isLiteral)
        else {
            throw QueryError(
                .sql,
                "in a view the values of EXEC must be constants",
                range: exec.range,
                help: "write SELECT … FROM \(resource.id) WHERE …"
            )
        }
        _ = try part.calls(of: exec)
        let names = exec.assignments.map(\.name.text)
        guard (try? resource.selection(for: .select, bound: names))?.method == method
        else {
            throw QueryError(
                .sql,
                "a view cannot call \(resource.id).\(method.name)",
                range: exec.range,
                help: "write SELECT … FROM \(resource.id) WHERE …"
            )
        }
        try registerTable(for: resource)
        let conditions = exec.assignments.map {
            "\($0.name.text.quotedAsName) = \(run.text(in: $0.value.range))"
        }
        return ExecRelation(
            resource: resource,
            sql: "(SELECT * FROM \(resource.id.quotedAsName) WHERE "
                + conditions.joined(separator: " AND ") + ")"
        )
    }
}

extension Expression {
    fileprivate var isLiteral: Bool {
        if case .literal = kind { return true }
        return false
    }
}
