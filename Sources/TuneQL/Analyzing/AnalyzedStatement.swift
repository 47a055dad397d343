import TuneQLAnalysis
import TuneQLScan
import TuneQLSyntax

/// A statement with the resources that it reads, its types and its SQL, each computed once.
///
/// Each is computed when it is first needed, so that a statement fails with the error of its first
/// mistake. It is confined to the session's thread.
final class AnalyzedStatement {
    let state: SessionState
    let run: StatementRun
    private var knownUses: [ResourceUse]?
    private var knownAnalysis: StatementAnalysis?
    private var knownRewriting: Rewriting?
    private var knownTraits: StatementContext.Traits?

    /// - Parameters:
    ///   - run: The statement.
    ///   - state: The session that it runs in.
    ///   - uses: The resources that it reads; nil to look them up.
    init(_ run: StatementRun, in state: SessionState, uses: [ResourceUse]? = nil) {
        self.run = run
        self.state = state
        knownUses = uses
    }

    /// The resources that the statement reads.
    var uses: [ResourceUse] {
        get throws(QueryError) {
            if let knownUses { return knownUses }
            let uses = try state.resourceUses(in: run)
            knownUses = uses
            return uses
        }
    }

    /// The names, columns and types of the statement.
    private var analysis: StatementAnalysis {
        get throws(QueryError) {
            if let knownAnalysis { return knownAnalysis }
            let analysis = try state.analysis(of: run, try uses)
            knownAnalysis = analysis
            return analysis
        }
    }

    /// The types of the statement's expressions.
    var types: TypeInference {
        get throws(QueryError) { try analysis.types }
    }

    /// The changes of the statement's SQL that follow from its types.
    var typed: TypedSQL {
        get throws(QueryError) {
            let typed = try analysis.sql
            if let error = typed.errors.first { throw QueryError(error) }
            run.warnings.add(try analysis.warnings.map { QueryWarning($0) })
            return typed
        }
    }

    /// The changes that make the statement SQL for SQLite.
    var rewriting: Rewriting {
        get throws(QueryError) {
            if let knownRewriting { return knownRewriting }
            let rewriting = try makeRewriting()
            knownRewriting = rewriting
            return rewriting
        }
    }
}

// MARK: - SQL

extension AnalyzedStatement {
    private func makeRewriting() throws(QueryError) -> Rewriting {
        let (uses, typed) = (try uses, try typed)
        var rewriting = SQLWriter(run.source).rewriting(of: run.statement) { reference in
            uses.first { $0.reference.range == reference.range }.map(\.tableName)
        }
        typed.write(to: &rewriting, for: run.source)
        state.conditionMarks(run, uses)?.write(to: &rewriting)
        if run.guardsSingleRows { run.statement.guardSingleRows(with: &rewriting) }
        return run.numbersVariables ? run.numberingVariables(rewriting) : rewriting
    }

    /// The whole statement as SQL for SQLite.
    var sql: RewrittenSQL {
        get throws(QueryError) { try sql(in: run.statement.range) }
    }

    /// A query of the statement as SQL for SQLite.
    func sql(for query: Query) throws(QueryError) -> RewrittenSQL { try sql(in: query.range) }

    /// A part of the statement as SQL for SQLite.
    func sql(in range: Range<Int>) throws(QueryError) -> RewrittenSQL {
        SQLWriter(run.source).sql(with: try rewriting, in: range)
    }
}

// MARK: - Scans

extension AnalyzedStatement {
    /// The traits of the statement's scans; when in doubt, those that are always right.
    var traits: StatementContext.Traits {
        get throws(QueryError) {
            if let knownTraits { return knownTraits }
            let traits = try makeTraits()
            knownTraits = traits
            return traits
        }
    }

    private func makeTraits() throws(QueryError) -> StatementContext.Traits {
        let uses = try uses
        var traits = StatementContext.Traits(
            of: run,
            tableCount: uses.count,
            state.settings,
            mayReadViews: state.views.exist
        )
        var tableCount = 0
        if state.views.exist { run.statement.forEachTable { _, _ in tableCount += 1 } }
        guard state.settings.pushesDown, !uses.isEmpty, tableCount <= uses.count else {
            return traits
        }
        traits.parts =
            PartFinder(run.statement, try types) { name, resource in
                try? self.state.message(name, of: resource)
            }.parts
        return traits
    }
}
