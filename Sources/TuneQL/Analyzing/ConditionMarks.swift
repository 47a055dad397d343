import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// Adds marks to the conditions of a statement that read only parameters and constants, and beside
/// other conditions the lists that they imply.
///
/// Where SQLite offers such a condition to the table of the parameters, the mark reaches its plan,
/// through views and subqueries, and calls whose values cannot meet the condition are not made. See
/// ``ConditionMark``.
struct ConditionMarks {
    private let conditions: [ParameterCondition]
    /// The lists that are written beside conditions as they are.
    private let lists: [ImpliedList]
    private let run: StatementRun
    private let writer: SQLWriter

    /// - Parameters:
    ///   - conditions: The conditions.
    ///   - run: The statement that has them.
    ///   - marks: Whether calls that the conditions rule out are left out.
    init(of conditions: ParameterConditions, in run: StatementRun, marks: Bool) {
        self.conditions = marks ? conditions.found : []
        lists = conditions.lists
        self.run = run
        writer = SQLWriter(run.source)
    }

    /// Adds the marks to the changes that make the statement SQL for SQLite.
    func write(to rewriting: inout Rewriting) {
        guard !conditions.isEmpty || !lists.isEmpty, isMarked else { return }
        let named = rewriting
        for condition in conditions { mark(condition, naming: named, &rewriting) }
        // A copy of a variable has to mean the same value, wherever it is.
        let numbered = run.numberingVariables(named)
        for list in lists {
            func sql(_ range: Range<Int>) -> String {
                writer.sql(with: numbered, in: range).text
            }
            let values = list.values.map { sql($0.range) }.joined(separator: ", ")
            add(" AND \(sql(list.column.range)) IN (\(values))", to: list.term, &rewriting)
        }
    }

    /// Whether SQLite uses the statement's SQL only while our functions are defined.
    private var isMarked: Bool {
        switch run.statement.kind {
        case .view(let view):
            return view.path.count < 2 || ["main", "temp"].contains(view.path[0].text.lowercased())
        case .local(let local): return ![.createTrigger, .createIndex].contains(local.verb)
        default: return true
        }
    }

    private func mark(
        _ condition: ParameterCondition,
        naming named: Rewriting,
        _ rewriting: inout Rewriting
    ) {
        let marked = marked(condition)
        var marks = ""
        for (number, column) in condition.columns.enumerated() {
            let name = writer.sql(with: named, in: column.range).text
            let text = marked.mark(forColumn: number).quotedAsText
            marks += " AND \(ConditionMark.function)(\(name), \(text))"
        }
        add(marks, to: condition.term, &rewriting)
    }

    /// Writes more conditions after a term.
    private func add(_ conditions: String, to term: Expression, _ rewriting: inout Rewriting) {
        var conditions = conditions
        if term.alternatives.count > 1 {
            rewriting.insert("(", at: term.range.lowerBound)
            conditions = ")" + conditions
        }
        rewriting.insert(conditions, at: term.range.upperBound)
    }

    /// The condition in parts: SQL, and the columns between.
    private func marked(_ condition: ParameterCondition) -> MarkedCondition {
        let variables = run.numberingVariables()
        let parts = condition.pieces.map { piece -> MarkedCondition.Part in
            switch piece {
            case .source(let range): .sql(writer.sql(with: variables, in: range).text)
            case .column(let column): .column(condition.number(of: column))
            case .sql(let text): .sql(text)
            }
        }
        return MarkedCondition(parts: parts, columnCount: condition.columns.count)
    }
}

extension SessionState {
    /// The marks of a statement; nil when it reads no table of a service.
    func conditionMarks(_ run: StatementRun, _ uses: [ResourceUse]) -> ConditionMarks? {
        guard !uses.isEmpty || views.exist else { return nil }
        let resources = uses.map(\.resource) + (views.exist ? Array(tables.resources.values) : [])
        let conditions = ParameterConditions(
            in: run.statement,
            reading: resources,
            viewColumns: views.exist ? viewColumns(run) : []
        ) { name in
            (try? object(named: name))??.kind == .table
        }
        return ConditionMarks(of: conditions, in: run, marks: settings.pushesDown)
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
