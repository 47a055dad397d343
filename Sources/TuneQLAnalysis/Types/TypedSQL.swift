import TuneQLCatalog
package import TuneQLSyntax
import TuneQLText

/// The changes that the types of a statement's expressions make to its SQL.
package struct TypedSQL {
    /// The types of the statement's expressions.
    package let types: TypeInference
    private let fields: NestedFields
    private let collations: Collations
    private let tables: CollatedTables
    private let conversions: Conversions
    private let statement: Statement
    /// The SQL in place of each EXEC in a FROM, by its start.
    private let calls: [Int: String]
    /// Comparisons that are probably mistakes; the statement runs all the same.
    package let warnings: [AnalysisWarning]
    /// The errors of dotted references to nothing, and of comparisons of times with other values.
    package let errors: [AnalysisError]

    /// Determines the changes.
    ///
    /// - Parameters:
    ///   - statement: The statement.
    ///   - types: The types of its expressions.
    ///   - calls: The SQL in place of each EXEC in a FROM, by its start.
    ///   - message: The message of a name in the schema of a resource.
    init(
        _ statement: Statement,
        _ types: TypeInference,
        calls: [Int: String] = [:],
        message: (String, Resource) throws(AnalysisError) -> Message?
    ) {
        self.statement = statement
        self.calls = calls
        self.types = types
        fields = NestedFields(in: statement, types, message: message)
        let comparisons = ComparisonCheck(of: statement, types)
        (warnings, errors) = (comparisons.warnings, fields.errors + comparisons.errors)
        collations = Collations(in: statement, types)
        tables = CollatedTables(in: statement, types)
        conversions = Conversions(in: statement, types)
    }

    /// Adds the changes to the statement's text; those of table names are included already.
    package func write(to rewriting: inout Rewriting, for source: String) {
        statement.forEachExecSource { source, _ in
            guard let sql = calls[source.range.lowerBound] else { return }
            rewriting.replace(source.range, with: sql)
        }
        tables.write(to: &rewriting)
        collations.write(to: &rewriting)
        conversions.write(to: &rewriting)
        fields.write(to: &rewriting)
        nameResults(in: &rewriting, for: source)
    }

    /// Names rewritten results by the user's text, as SQLite would have done.
    private func nameResults(in rewriting: inout Rewriting, for source: String) {
        var results: [SelectItem] = []
        statement.forEachQuery { query, _ in
            for core in query.body { results += core.results }
        }
        results += statement.returning
        for result in results {
            guard case .expression(let expression, nil) = result.kind, !isColumn(expression),
                rewriting.changes(in: expression.range)
            else { continue }
            let name = source.text(in: expression.range)
            rewriting.insert(" AS \(name.quotedAsName)", at: expression.range.upperBound)
        }
    }

    /// Whether SQLite names its result after a column.
    private func isColumn(_ expression: Expression) -> Bool {
        guard case .column(let reference) = expression.kind else { return false }
        return !fields.contains(reference)
    }

    /// The types of a query's results, by position.
    ///
    /// Unknown ones are left to SQLite, except in compounds, of which SQLite knows only the first
    /// member.
    package func results(of query: Query) -> [Int: ExpressionType] {
        results(
            types.columns(of: query, in: TreeScope()),
            isWhole: query.body.count > 1
        )
    }

    /// The types of the results of the statement's RETURNING, by their positions.
    package var returned: [Int: ExpressionType] {
        results(
            statement.returning.flatMap { types.columns(of: $0, in: TreeScope()) },
            isWhole: false
        )
    }

    /// The types by position, up to the first unknown column: later positions are unknown too.
    private func results(
        _ columns: [RelationColumn],
        isWhole: Bool
    ) -> [Int: ExpressionType] {
        var results: [Int: ExpressionType] = [:]
        for (position, column) in columns.prefix(while: { !$0.isRest }).enumerated()
        where isWhole || column.type.field != nil {
            results[position] = column.type
        }
        return results
    }

    /// The schemas that a copy of a query's rows keeps besides SQLite's types, by column position.
    package func shapes(of query: Query) -> [Int: ColumnShape] {
        var shapes: [Int: ColumnShape] = [:]
        let columns = types.columns(of: query, in: TreeScope())
        for (place, column) in columns.prefix(while: { !$0.isRest }).enumerated() {
            shapes[place] = ColumnShape(column.type)
        }
        return shapes
    }

    /// The positions of columns that mix times with other values.
    package func mixedTimes(of query: Query) -> Set<Int> {
        let columns = types.columns(of: query, in: TreeScope()).prefix { !$0.isRest }
        return Set(
            columns.enumerated().filter { $0.element.type.isTime && $0.element.type.isMixed }
                .map(\.offset)
        )
    }

    /// Whether a copy of a query's rows has types that SQLite would not keep.
    package func keepsTypes(of query: Query) -> Bool {
        !shapes(of: query).isEmpty || !mixedTimes(of: query).isEmpty
            || results(of: query).values.contains { type in
                !type.isMixed && (type.isTime || type.isJSON || type.field == .boolean)
            }
    }
}

extension Statement {
    /// The results of the statement's RETURNING.
    var returning: [SelectItem] {
        switch kind {
        case .insert(let insert): insert.returning?.results ?? []
        case .local(let local): local.returning
        case .explain(let explain): explain.statement.returning
        default: []
        }
    }
}
