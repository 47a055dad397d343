import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// Sets marks beside the conditions of a statement that read parameters and constants alone.
///
/// Where SQLite lets the table of the parameters use such a condition, the mark arrives at its plan, through
/// views and subqueries, and calls whose values cannot meet the condition are not made. See
/// ``ConditionMark``.
struct ConditionMarks {
    private let run: StatementRun
    /// The names of parameters, and of result columns that are parameters, in small letters.
    private let names: Set<String>
    private let writer: SQLWriter
    /// Whether a name is that of a table of the session.
    private let isLocalTable: (String) -> Bool

    /// - Parameters:
    ///   - run: The statement.
    ///   - resources: Those that it may read, views included.
    ///   - columns: The names of the columns of its views, in small letters.
    ///   - isLocalTable: Whether a name is that of a table of the session.
    init(
        _ run: StatementRun,
        reading resources: [Resource],
        _ columns: Set<String>,
        isLocalTable: @escaping (String) -> Bool
    ) {
        self.run = run
        self.isLocalTable = isLocalTable
        writer = SQLWriter(run.source)
        let parameters = Set(resources.flatMap(\.parameters).map { $0.name.lowercased() })
        var names = parameters.union(
            columns.subtracting(resources.flatMap(\.columns).map { $0.name.lowercased() })
        )
        run.statement.forEachQuery { query, _ in
            for result in query.body.flatMap(\.results) {
                guard case .expression(let expression, let alias?) = result.kind,
                    case .column(let column) = expression.kind,
                    parameters.contains(column.leadingNames.last?.text.lowercased() ?? "")
                else { continue }
                names.insert(alias.text.lowercased())
            }
        }
        self.names = names
    }

    /// Adds the marks to the changes that make the statement SQL for SQLite.
    func write(to rewriting: inout Rewriting) {
        guard !names.isEmpty, isMarked else { return }
        var cores: [SelectCore] = []
        run.statement.forEachQuery { query, _ in cores += query.body }
        let impure = impurePlaces
        let named = rewriting
        for core in cores {
            for condition in conditions(of: core).prefix(Self.limit)
            where !impure.contains(where: condition.range.contains) {
                mark(condition, naming: named, &rewriting)
            }
        }
    }

    /// A mark is a term more, and SQLite refuses expressions that are too deep.
    private static let limit = 64

    /// Whether the statement's SQL is SQLite's for as long as our functions are there.
    private var isMarked: Bool {
        switch run.statement.kind {
        case .view(let view):
            return view.path.count < 2 || ["main", "temp"].contains(view.path[0].text.lowercased())
        case .local(let local): return ![.createTrigger, .createIndex].contains(local.verb)
        default: return true
        }
    }

    // MARK: Conditions

    /// The terms of WHERE and ON that say the same of a table's rows wherever they are looked at.
    private func conditions(of core: SelectCore) -> [Expression] {
        let kinds = core.from.compactMap(\.join?.kind)
        guard !core.from.isEmpty, !kinds.contains(.right), !kinds.contains(.full),
            !core.from.contains(where: \.isGroup)
        else { return [] }
        var found: [Expression] = []
        // A row that a LEFT JOIN makes of NULLs is looked at by WHERE, and by no call.
        let optional = core.from.filter { $0.join?.kind == .left }
        let hidden = Set(optional.flatMap(\.exposedNames).map { $0.lowercased() })
        for term in core.whereClause?.conjuncts ?? [] {
            let qualifiers = term.columns.map(\.qualifier)
            let isFree =
                optional.isEmpty
                || qualifiers.allSatisfy { qualifier in
                    qualifier.map { !hidden.contains($0) } ?? false
                }
            if isFree { found.append(term) }
        }
        for item in core.from {
            guard case .on(let expression) = item.constraint else { continue }
            let own = Set(item.exposedNames.map { $0.lowercased() })
            for term in expression.conjuncts {
                let qualifiers = term.columns.map(\.qualifier)
                let isOwn = qualifiers.allSatisfy { $0.map { own.contains($0) } ?? false }
                if optional.isEmpty || isOwn { found.append(term) }
            }
        }
        return found
    }

    /// Where something other than columns, constants and local tables starts: a condition that depends on
    /// it has no mark.
    ///
    /// A table that the statement changes might not say the same later.
    private var impurePlaces: [Int] {
        var places: [Int] = []
        run.statement.forEachExpression { part, _ in
            if !part.isPure { places.append(part.range.lowerBound) }
        }
        var isQuery = false
        if case .select = run.statement.kind { isQuery = true }
        run.statement.forEachTable { table, scope in
            let isLocal =
                table.path.count == 1 && table.arguments == nil && !scope.isCommonTable(table)
                && isLocalTable(table.path[0].text)
            if !isQuery || !isLocal { places.append(table.range.lowerBound) }
        }
        return places
    }

    // MARK: Marks

    private func mark(
        _ term: Expression,
        naming names: Rewriting,
        _ rewriting: inout Rewriting
    ) {
        guard !term.isPlainBinding, let condition = condition(term) else { return }
        var marks = ""
        for (number, column) in condition.columns.enumerated() {
            let name = writer.sql(with: names, in: column.range).text
            let text = condition.marked.mark(forColumn: number).quotedAsText
            marks += " AND \(ConditionMark.function)(\(name), \(text))"
        }
        if case .binary(.or, _, _) = term.kind {
            rewriting.insert("(", at: term.range.lowerBound)
            marks = ")" + marks
        }
        rewriting.insert(marks, at: term.range.upperBound)
    }

    /// The condition in pieces, and the columns that it reads; nil when one may be no parameter.
    private func condition(
        _ term: Expression
    ) -> (marked: MarkedCondition, columns: [ColumnReference])? {
        let references = term.columns.sorted { $0.range.lowerBound < $1.range.lowerBound }
        guard !references.isEmpty, references.allSatisfy(isParameter) else { return nil }
        var columns: [ColumnReference] = []
        var parts: [MarkedCondition.Part] = []
        var offset = term.range.lowerBound
        let variables = run.numberingVariables()
        for reference in references {
            let known = columns.firstIndex { $0.spelling == reference.spelling }
            let sql = writer.sql(with: variables, in: offset..<reference.range.lowerBound).text
            parts += [.sql(sql), .column(known ?? columns.count)]
            if known == nil { columns.append(reference) }
            offset = reference.range.upperBound
        }
        let rest = writer.sql(with: variables, in: offset..<term.range.upperBound).text
        return (MarkedCondition(parts: parts + [.sql(rest)], columnCount: columns.count), columns)
    }

    private func isParameter(_ reference: ColumnReference) -> Bool {
        let leading = reference.leadingNames
        guard leading.count == reference.path.count, let name = leading.last else { return false }
        return names.contains(name.text.lowercased())
    }
}

extension SessionState {
    /// The marks of a statement; nil when it reads no table of a service, or pushes nothing down.
    func conditionMarks(_ run: StatementRun, _ uses: [ResourceUse]) -> ConditionMarks? {
        guard settings.pushesDown, !uses.isEmpty || views.exist else { return nil }
        let resources = uses.map(\.resource) + (views.exist ? Array(tables.resources.values) : [])
        return ConditionMarks(run, reading: resources, views.exist ? viewColumns(run) : []) {
            name in
            (try? self.object(named: name))??.kind == .table
        }
    }

    /// The names of the columns of the views that a statement names.
    private func viewColumns(_ run: StatementRun) -> Set<String> {
        var views: Set<String> = []
        run.statement.forEachTable { table, scope in
            guard table.path.count == 1, !scope.isCommonTable(table), scope.place != .target else {
                return
            }
            views.insert(table.path[0].text)
        }
        var names: Set<String> = []
        for view in views where (try? object(named: view))??.kind == .view {
            let sql = "SELECT lower(name) FROM pragma_table_info(\(view.quotedAsText))"
            names.formUnion(((try? connection.rows(sql)) ?? []).compactMap { $0.first?.text })
        }
        return names
    }
}

extension ColumnReference {
    /// What stands before the column's own name, in small letters; nil when nothing does.
    fileprivate var qualifier: String? {
        let names = leadingNames.dropLast()
        guard let name = names.last, names.count == 1 else { return nil }
        return name.text.lowercased()
    }

    fileprivate var spelling: [String] { leadingNames.map { $0.text.lowercased() } }
}

extension FromItem {
    fileprivate var isGroup: Bool {
        if case .group = source { return true }
        return false
    }
}

extension Expression {
    /// Whether it only gives a column a value: SQLite hands that to the table anyway.
    fileprivate var isPlainBinding: Bool {
        switch kind {
        case .binary(.equal, let left, let right), .binary(.is, let left, let right):
            left.isColumn != right.isColumn && (left.isPlainValue || right.isPlainValue)
        case .membership(let subject, .list(let members), isNegated: false):
            subject.isColumn && members.allSatisfy(\.isPlainValue)
        default: false
        }
    }

    /// Whether it answers the same whenever it is worked out, as far as what is inside of it does.
    fileprivate var isPure: Bool {
        switch kind {
        case .pattern(let pattern): pattern.kind != .match
        case .function(let call):
            Self.pureFunctions.contains(call.name.text.lowercased()) && call.window == nil
        case .literal(.current): false
        default: true
        }
    }

    private static let pureFunctions: Set = [
        "abs", "avg", "char", "coalesce", "concat", "concat_ws", "count", "format", "glob", "hex",
        "ifnull", "iif",
        "instr", "length", "like", "likely", "lower", "ltrim", "max", "min", "nullif",
        "octet_length", "printf", "quote", "replace", "round", "rtrim", "sign", "substr", "sum",
        "substring", "trim", "typeof", "unicode", "unlikely", "upper",
    ]
}
