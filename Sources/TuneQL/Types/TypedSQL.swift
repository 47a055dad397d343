import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// What the types of a statement's expressions mean for the SQL that is made of it.
struct TypedSQL {
    let types: TypeInference
    private let fields: NestedFields
    private let collations: Collations
    private let tables: CollatedTables
    private let conversions: Conversions
    private let statement: Statement
    /// What stands in the place of each EXEC in a FROM, by where it starts.
    private let relations: [Int: ExecRelation]
    let warnings: [QueryWarning]

    /// Works out the types.
    ///
    /// - Throws: ``QueryError`` when a dotted reference leads nowhere, or a time is compared with what
    ///   is none.
    init(
        _ statement: Statement,
        _ types: TypeInference,
        _ relations: [Int: ExecRelation],
        message: (String, Resource) throws(QueryError) -> Message?
    ) throws(QueryError) {
        self.statement = statement
        self.relations = relations
        self.types = types
        fields = try NestedFields(in: statement, types, message: message)
        warnings = try ComparisonCheck(of: statement, types).warnings
        collations = Collations(in: statement, types)
        tables = CollatedTables(in: statement, types)
        conversions = Conversions(in: statement, types)
    }

    /// Adds the changes to those of the statement's text; the names of tables are among them already.
    func write(to rewriting: inout Rewriting, for source: String) {
        statement.forEachExecSource { source, _ in
            guard let relation = relations[source.range.lowerBound] else { return }
            rewriting.replace(source.range, with: relation.sql)
        }
        tables.write(to: &rewriting)
        collations.write(to: &rewriting)
        conversions.write(to: &rewriting)
        fields.write(to: &rewriting)
        nameResults(in: &rewriting, for: source)
    }

    /// Calls results that are written anew by the user's text, as SQLite would have done.
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

    /// Whether SQLite calls its result by a column's name.
    private func isColumn(_ expression: Expression) -> Bool {
        guard case .column(let reference) = expression.kind else { return false }
        return !fields.contains(reference)
    }

    /// What the results of a query are, by their places; those of which nothing is known are left to
    /// SQLite, but for compounds, of which SQLite knows the first member alone.
    func kinds(of query: Query) -> [Int: ResultColumn.Kind] {
        kinds(
            of: types.columns(of: query, in: TreeScope()),
            isWhole: query.body.count > 1
        )
    }

    /// What a copy of a query's rows has to keep beyond SQLite's types, by their places.
    func shapes(of query: Query) -> [Int: ColumnShape] {
        var shapes: [Int: ColumnShape] = [:]
        let columns = types.columns(of: query, in: TreeScope())
        for (place, column) in columns.prefix(while: { !$0.isRest }).enumerated() {
            shapes[place] = ColumnShape(column.type)
        }
        return shapes
    }

    /// The places of times that may be something else.
    func mixedTimes(of query: Query) -> Set<Int> {
        let columns = types.columns(of: query, in: TreeScope()).prefix { !$0.isRest }
        return Set(
            columns.enumerated().filter { $0.element.type.isTime && $0.element.type.isMixed }
                .map(\.offset)
        )
    }

    /// Whether a copy of a query's rows has types that SQLite would not keep.
    func keepsTypes(of query: Query) -> Bool {
        let kinds = kinds(of: query).values
        return !shapes(of: query).isEmpty || !mixedTimes(of: query).isEmpty
            || kinds.contains { [.boolean, .json, .timestamp].contains($0) }
    }

    /// What the results of the statement's RETURNING are.
    var returningKinds: [Int: ResultColumn.Kind] {
        kinds(
            of: statement.returning.flatMap { types.columns(of: $0, in: TreeScope()) },
            isWhole: false
        )
    }

    /// Behind columns that nobody knows places are not known either.
    private func kinds(
        of columns: [RelationColumn],
        isWhole: Bool
    ) -> [Int: ResultColumn.Kind] {
        var kinds: [Int: ResultColumn.Kind] = [:]
        for (place, column) in columns.prefix(while: { !$0.isRest }).enumerated()
        where isWhole || column.type.field != nil {
            kinds[place] = column.type.kind
        }
        return kinds
    }
}

extension Statement {
    /// What the RETURNING of a statement shows.
    fileprivate var returning: [SelectItem] {
        switch kind {
        case .insert(let insert): insert.returning?.results ?? []
        case .local(let local): local.returning
        case .explain(let explain): explain.statement.returning
        default: []
        }
    }
}
