import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// Second runs of statements whose parameters SQLite does not pass to the table.
extension SessionState {
    /// The statement to run after one that lacked parameters: the same with conditions passed on.
    ///
    /// Missing parameters are found while the statement is compiled, before anything is done.
    /// - Throws: The error, with advice, when no condition can be passed on.
    func secondRun(
        of run: StatementRun,
        after missed: QueryError
    ) throws(QueryError) -> StatementRun {
        guard missed.lacksScanParameters, let passed = passingConditions(run) else {
            throw unreached(missed, run)
        }
        return passed
    }

    /// The error of a statement that failed in its second run too.
    func secondError(
        _ error: QueryError,
        of passed: StatementRun,
        _ missed: QueryError,
        _ run: StatementRun
    ) -> QueryError {
        Self.isRefusal(error) ? unreached(missed, run) : passed.placed(error)
    }

    /// Whether an error is one of compiling; then the first one, about the user's text, helps more.
    private static func isRefusal(_ error: QueryError) -> Bool {
        [.missingParameter, .syntax, .unknownName, .sql].contains(error.code)
    }

    /// The statement with conditions on parameters passed on; nil where nothing can be.
    private func passingConditions(_ run: StatementRun) -> StatementRun? {
        guard run.origins.isEmpty, !run.hasExecSources, let numbered = numbered(run) else {
            return nil
        }
        var rewriting = Rewriting()
        let pushdown = predicatePushdown(numbered)
        var hasChanged = false
        var end = 0
        numbered.statement.forEachQuery { query, scope in
            guard query.range.lowerBound >= end else { return }
            end = query.range.upperBound
            let tables = CommonTableScope(scope.visibleTables, source: numbered.source, outer: nil)
            let text = QueryText(query: query, source: numbered.source, scope: tables)
            if pushdown.rewrite(text, in: &rewriting) { hasChanged = true }
        }
        return hasChanged && !pushdown.isExhausted ? rewritten(numbered, by: rewriting) : nil
    }

    /// The same statement with a number for every `?`, so that parts of it can be written twice.
    private func numbered(_ run: StatementRun) -> StatementRun? {
        guard run.statement.variables.contains(where: { $0.name == "?" }) else { return run }
        return rewritten(run, by: run.numberingVariables())
    }

    private func rewritten(_ run: StatementRun, by rewriting: Rewriting) -> StatementRun? {
        let text = rewriting.applied(to: run.source, in: run.statement.range)
        guard let statement = try? Self.statement(in: text.text) else { return nil }
        var rewritten = StatementRun(statement, of: text.text, run.bindings, control: run.control)
        rewritten.statement.hints = run.statement.hints
        rewritten.numbersVariables = run.numbersVariables
        rewritten.origins = [text] + run.origins
        rewritten.leavesVariablesOpen = run.leavesVariablesOpen
        return rewritten
    }

    private static func statement(in text: String) throws(SyntaxError) -> Statement? {
        var reader = StatementReader(text)
        return try reader.next()
    }

    private func predicatePushdown(_ run: StatementRun) -> PredicatePushdown {
        var names: Set<String> = []
        run.statement.forEachColumnReference { reference, _ in
            names.formUnion(reference.leadingNames.map { $0.text.asciiLowercased })
        }
        return PredicatePushdown(
            namesUsed: names,
            resource: { try? self.resource(named: $0) },
            view: { self.definition(ofView: $0) },
            isIndependent: { self.isIndependent($0, run) },
            neverHolds: { condition, query in
                UnreadTables { self.isNeverTrue(query.text(in: $0.range)) }.neverHolds(condition)
            }
        )
    }

    /// The query of a view, as the user wrote it.
    private func definition(ofView table: TableReference) -> QueryText? {
        guard table.path.count == 1,
            let object = try? self.object(named: table.path[0].text), object.kind == .view,
            let view = views.definitions[object.sql], view.provider == settings.provider
        else { return nil }
        return QueryText(
            query: view.query,
            source: view.run.source,
            scope: nil,
            columns: view.columns
        )
    }

    /// Whether a query compiles with nothing around it but its common tables.
    ///
    /// Then it has the same result wherever these are visible.
    private func isIndependent(_ query: QueryText, _ run: StatementRun) -> Bool {
        let text = query.text(in: query.query.range)
        guard !query.query.functionNames.contains(where: { $0.hasPrefix("random") }) else {
            return false
        }
        let tables = query.scope?.definitions ?? []
        let with = tables.isEmpty ? "" : "WITH \(tables.joined(separator: ", ")) "
        guard let statement = try? Self.statement(in: "\(with)SELECT 1 IN (\(text))"),
            case .select(let select) = statement.kind
        else { return false }
        var alone = StatementRun(
            statement,
            of: "\(with)SELECT 1 IN (\(text))",
            run.bindings,
            control: run.control
        )
        alone.leavesVariablesOpen = run.leavesVariablesOpen
        do throws(QueryError) {
            let statement = AnalyzedStatement(alone, in: self)
            _ = try statement.prepare(statement.sql(for: select), mode: .explain(.none))
            return true
        } catch {
            return error.code == .missingParameter
        }
    }

    // MARK: Errors

    /// The error for parameters that the statement gives where they do not reach the table.
    private func unreached(_ error: QueryError, _ run: StatementRun) -> QueryError {
        guard error.lacksScanParameters, case .missing(let missing, let id) = error.detail else {
            return error
        }
        let given = GivenNames(in: run.statement).names
        guard missing.allSatisfy({ given.contains($0.lowercased()) }) else { return error }
        let name = id.split(separator: ".").last.map(String.init) ?? id
        let conditions = missing.map { "\($0) = '…'" }.joined(separator: " AND ")
        var error = error
        error.message =
            "the conditions on \(missing.joined(separator: ", ")) do not reach \(name) here"
        let view =
            AnalyzedStatement(run, in: self).readsOnlyThroughViews
            ? "; \(AnalyzedStatement.viewRule)" : ""
        error.help =
            "read it in a query that has them, as in "
            + "(SELECT … FROM \(id) WHERE \(conditions))\(view)"
        return error
    }
}
