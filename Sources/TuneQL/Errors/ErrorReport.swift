import TuneQLAnalysis
import TuneQLCalls
import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// Turns errors of SQLite and of tables into errors of the statement, with ranges in its text.
struct ErrorReport {
    let run: StatementRun
    /// The SQL made from the statement.
    let sql: RewrittenSQL
    /// The resources that the statement reads.
    let uses: [ResourceUse]
    /// The catalog with the names of all resources, for suggestions.
    let engine: Engine

    /// An error of SQLite, or the error that one of our tables or functions threw.
    ///
    /// - Returns: The error with a range: that of its cause, or else the whole statement.
    func report(
        _ error: SQLiteError,
        thrown: (any Error)? = nil,
        _ context: StatementContext
    ) -> QueryError {
        var error = cause(of: error, thrown: thrown, context)
        if error.code != .cancelled { error.range = error.range ?? run.statement.range }
        return error
    }

    private func cause(
        of error: SQLiteError,
        thrown: (any Error)?,
        _ context: StatementContext
    ) -> QueryError {
        switch thrown {
        case let error as ScanError:
            let failure = QueryError(error)
            return error.call == nil ? placed(failure) : placed(ofCall: failure)
        case let error as QueryError: return placed(error)
        default: break
        }
        // The reason for giving up on a lock is added where the statement ends.
        if error.isBusy { return QueryError(error) }
        if error.isInterrupt || context.control.isCancelled { return .cancelled }
        if error.cause == .noPlan, let refusal = nearest(context.refusals) {
            if refusal.error.candidates.isEmpty { return unsupported(refusal.resource) }
            var error = refused(refusal)
            error.lacksScanParameters = true
            return error
        }
        if error.isRefusal {
            return QueryError(
                .forbidden,
                error.message,
                help: error.isRefusalOfFile ? Functions.filesHelp : nil
            )
        }
        if let named = named(error) { return named }
        var failure = QueryError(error)
        if error.message.count > 400 { failure.message = error.message.prefix(400) + "…" }
        failure.range = range(of: error) ?? run.statement.range
        return failure
    }

    /// An error of a call, with the range of the table that made it, or of the statement if unsure.
    func placed(ofCall error: QueryError) -> QueryError {
        var placed = error
        placed.range = uses.count == 1 ? uses[0].reference.range : run.statement.range
        return placed
    }

    /// An error of a function or a scan, with the range of the statement unless it has its own.
    private func placed(_ error: QueryError) -> QueryError {
        var placed = error
        placed.range = error.range ?? run.statement.range
        return placed
    }

    func missingBinding(_ name: String?, at index: Int) -> QueryError {
        let variable = run.statement.variables.first { $0.name == name ?? "?" }
        return QueryError(
            .invalidValue,
            "the variable \(name ?? "?\(index)") has no value",
            range: variable?.range
        )
    }
}

// MARK: - Missing parameters

extension ErrorReport {
    /// The most helpful refusal: of the plans considered, the one that lacked fewest parameters.
    private func nearest(_ refusals: [StatementContext.Refusal]) -> StatementContext.Refusal? {
        refusals.min { $0.error.missing.count < $1.error.missing.count }
    }

    private func unsupported(_ resource: Resource) -> QueryError {
        let use = uses.first { $0.resource.id == resource.id }
        let range = use?.reference.range ?? run.statement.range
        return resource.unsupported("SELECT", at: range)
    }

    private func refused(_ refusal: StatementContext.Refusal) -> QueryError {
        let resource = refusal.resource
        let use = uses.first { $0.resource.id == resource.id }
        if refusal.isCircular {
            return QueryError(
                .missingParameter,
                "the parameters of \(resource.name) depend on rows that depend on them",
                range: use?.reference.range,
                help: "give one of the parameters as a constant"
            )
        }
        return QueryError(
            AnalysisError(
                refusal.error,
                of: resource,
                at: use,
                isOuterJoin: run.statement.hasRightOrFullJoin
            )
        )
    }
}

// MARK: - Unknown names

extension ErrorReport {
    /// Errors about names, with a suggestion; nil for other errors.
    private func named(_ error: SQLiteError) -> QueryError? {
        switch error.cause {
        case .unknownColumn(let name):
            let names = columnNames.filter { !$0.isSameName(as: name) }
            var unknown = unknown("column", name, among: names, error)
            unknown.range = unknown.range ?? place(ofColumn: name)
            unknown.detail = .unknownColumn(name)
            unknown.help = unknown.help ?? columnHelp
            return unknown
        case .unknownTable(let name):
            var unknown = unknown("table", name, among: tables(like: name), error)
            unknown.detail = .unknownTable(name)
            return unknown
        case .unknownFunction(let name):
            return unknown("function", name, among: Functions.names, error)
        default: return nil
        }
    }

    private func unknown(
        _ kind: String,
        _ name: String,
        among candidates: [String],
        _ error: SQLiteError
    ) -> QueryError {
        QueryError(
            .unknownName,
            "no such \(kind): \(name.shortened)",
            range: range(of: error, named: name),
            help: NameSuggestion.help(for: name, among: candidates)
        )
    }

    private var columnHelp: String? {
        uses.first.map { "DESCRIBE \($0.resource.id) lists its columns" }
    }

    private var columnNames: [String] {
        NameSuggestion.columns(of: uses)
            + run.execTables.values.flatMap { $0.resource.columns.map(\.name) }
    }

    /// The full name of a resource whose last part is that of an unknown name.
    private func tables(like name: String) -> [String] {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        let found = try? engine.catalogs.resourceID(named: last)
        return found.map { [$0] } ?? []
    }

    private func range(of error: SQLiteError, named name: String? = nil) -> Range<Int>? {
        if let offset = error.offset {
            let start = sql.sourceOffset(of: offset)
            if let name, let found = place(ofColumn: name, at: start) { return found }
            let length = name.map { $0.utf8.count } ?? 1
            return start..<min(start + length, run.statement.range.upperBound)
        }
        guard let name else { return nil }
        return place(ofTable: name)
    }

    /// The range of a reference to a column: the one at an offset, or else the first.
    private func place(ofColumn name: String, at start: Int? = nil) -> Range<Int>? {
        var found: Range<Int>?
        run.statement.forEachColumnReference { reference, _ in
            let names = reference.leadingNames
            guard found == nil, names.count == reference.path.count, names.dotted == name,
                start == nil || start == reference.range.lowerBound
            else { return }
            found = reference.range
        }
        return found
    }

    private func place(ofTable name: String) -> Range<Int>? {
        var found: Range<Int>?
        run.statement.forEachTable { table, _ in
            if found == nil, table.path.dotted == name { found = table.range }
        }
        return found
    }
}
