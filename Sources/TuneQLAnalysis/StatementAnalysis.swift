package import TuneQLCatalog
package import TuneQLSyntax

/// The names, columns and types of a statement, derived from its tree and the catalog alone.
///
/// It needs neither a session nor a connection: a ``LocalSchema`` supplies the session's own
/// tables. Running, completion and checking share this one analysis.
package final class StatementAnalysis {
    /// The rows of an EXEC in a FROM.
    package struct Call {
        /// The resource whose columns the rows have; nil when that is not known.
        var resource: Resource?
        /// The SQL that SQLite reads instead.
        var sql: String

        /// Makes a call.
        package init(resource: Resource?, sql: String) {
            self.resource = resource
            self.sql = sql
        }
    }

    /// The statement.
    package let statement: Statement
    /// The resources that it reads, in the order of the text.
    package let uses: [ResourceUse]
    /// The types of its expressions.
    package let types: TypeInference
    /// The types' effects on the statement's SQL.
    package private(set) lazy var sql = TypedSQL(statement, types, calls: calls) {
        [names] (name, resource) throws(AnalysisError) in
        try names.message(name, of: resource)
    }
    /// The errors of names that have the form of a resource name but match none.
    package let nameErrors: [AnalysisError]
    private let names: ResourceNames
    private let calls: [Int: String]

    /// Analyzes a statement.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - source: The text that its ranges refer to.
    ///   - names: The catalog, and the session's own databases.
    ///   - uses: The resources that it reads; nil to look them up.
    ///   - calls: The rows of each EXEC in a FROM, by its start.
    ///   - variables: The values of variables, by their starts.
    package init(
        of statement: Statement,
        in source: String,
        names: ResourceNames,
        uses: [ResourceUse]? = nil,
        calls: [Int: Call] = [:],
        variables: [Int: VariableValue] = [:]
    ) {
        self.statement = statement
        var errors: [AnalysisError] = []
        let uses = uses ?? names.uses(in: statement, of: source) { errors.append($0) }
        var resources: [Int: Resource] = [:]
        for use in uses { resources[use.reference.range.lowerBound] = use.resource }
        let targets = names.targets(of: statement) { errors.append($0) }
        types = TypeInference(
            resources: resources,
            execs: calls.compactMapValues(\.resource),
            variables: variables,
            targets: targets,
            message: { name, resource in try? names.message(name, of: resource) },
            local: { table in names.schema.relation(of: table) }
        )
        self.names = names
        self.calls = calls.mapValues(\.sql)
        self.uses = uses
        nameErrors = errors
    }

    /// Comparisons that are almost certainly always true, or always false, or with another value
    /// than they seem to be.
    package var warnings: [AnalysisWarning] {
        sql.warnings + UnsentAlternatives(in: statement, uses).warnings
    }

    /// All mistakes that can be found without running the statement, in the order of the text.
    package var errors: [AnalysisError] {
        let found =
            nameErrors + unknownColumns + sql.errors + missingParameters
            + [UnsentParameters(of: statement, uses).mistake].compactMap { $0 }
        return found.sorted { ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0) }
    }

    /// The columns of the statement's rows; empty where it has none.
    ///
    /// The last one may represent unknown columns; see ``RelationColumn/isRest``.
    package var columns: [RelationColumn] {
        switch statement.kind {
        case .select(let query): types.columns(of: query, in: TreeScope())
        default: statement.returning.flatMap { types.columns(of: $0, in: TreeScope()) }
        }
    }
}

extension ResourceNames {
    /// The tables whose columns a statement may name although they are in no FROM.
    fileprivate func targets(
        of statement: Statement,
        report: (AnalysisError) -> Void
    ) -> [TypeInference.Target] {
        switch statement.kind {
        case .explain(let explain): return targets(of: explain.statement, report: report)
        case .insert(let insert):
            let found = found(insert.target, report: report)
            return [target(insert.target, found, clause: insert.returning?.range)]
        case .local(let local) where local.verb.changesRows:
            return local.tables.map { table in
                target(table, found(table, report: report), clause: nil)
            }
        case .local(let local):
            return local.tables.map { target($0, nil, clause: nil) }
        default: return []
        }
    }

    /// The resource that a statement writes to; nil for a local table.
    private func found(
        _ table: TableReference,
        report: (AnalysisError) -> Void
    ) -> Resource? {
        do throws(AnalysisError) {
            return try resource(named: table.path)
        } catch {
            report(error)
            return nil
        }
    }

    private func target(
        _ table: TableReference,
        _ resource: Resource?,
        clause: Range<Int>?
    ) -> TypeInference.Target {
        let path = [table.alias.map { [$0.text] } ?? table.path.map(\.text)]
        let whole = resource.map { [[$0.provider, $0.service, $0.name]] } ?? []
        let relation = resource.map { Relation($0) } ?? schema.relation(of: table) ?? .unknown
        return TypeInference.Target(
            relation: NamedRelation(paths: path + whole, relation: relation),
            clause: clause
        )
    }
}
