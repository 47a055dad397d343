import TuneQLAnalysis
import TuneQLCalls
import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// Queries over the responses of a statement's calls.
struct ResponseRows {
    /// The statement, which reads no resource here.
    let statement: AnalyzedStatement

    init(_ run: StatementRun, in state: SessionState) {
        statement = AnalyzedStatement(run, in: state, uses: [])
    }

    /// The rows of a query over responses.
    ///
    /// - Parameters:
    ///   - table: The responses.
    ///   - sql: The query.
    ///   - kinds: The kinds of its columns, by position.
    ///   - failure: The error that follows the rows.
    /// - Returns: The rows.
    /// - Throws: ``QueryError`` when the query fails.
    func rows(
        of table: ResponseTable,
        sql: RewrittenSQL,
        kinds: [Int: ResultColumn.Kind] = [:],
        failure: QueryError? = nil
    ) throws(QueryError) -> StatementResult {
        try statement.state.local { (connection) throws(SQLiteError) in
            try connection.register(table, named: ResponseTable.unquotedName)
        }
        let open = try statement.prepare(sql)
        open.set(kinds: kinds)
        let batches = try open.allRows()
        var failure = failure
        failure?.keepsRows = true
        return StatementResult(columns: open.columns, rows: .known(batches, failure: failure))
    }

    /// The query of a RETURNING, checked before any request is made.
    func sql(
        of clause: ReturningClause,
        _ resource: Resource,
        _ calls: [MethodCall]
    ) throws(QueryError) -> RewrittenSQL {
        guard let first = clause.results.first, let last = clause.results.last else {
            throw QueryError(.syntax, "RETURNING names nothing", range: clause.range)
        }
        let run = statement.run
        var rewriting = run.numberingVariables()
        try statement.typed.write(to: &rewriting, for: run.source)
        let range = first.range.lowerBound..<last.range.upperBound
        let sql = SQLWriter(run.source).sql(with: rewriting, in: range).enclosed(
            "SELECT ",
            " FROM \(ResponseTable.name) AS \(resource.name.quotedAsName)"
        )
        let table = try QueryError.converting { () throws(ScanError) in
            try ResponseTable(
                [],
                fields: resource.columns,
                arguments: calls.prefix(1).map(\.arguments),
                of: resource
            )
        }
        _ = try rows(of: table, sql: sql)
        return sql
    }
}
