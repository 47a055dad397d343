import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText

extension AnalyzedStatement {
    /// An error with help from the names of the session's own tables, views and functions.
    func advised(_ error: QueryError) -> QueryError {
        if error.code == .missingParameter { return advisedOnParameters(error) }
        if error.detail == .noPlan {
            return QueryError(
                .missingParameter,
                "\(CSVTable.name) cannot be read without a path",
                range: error.range,
                help: "write \(CSVTable.name)('file.csv')"
            )
        }
        guard error.code == .unknownName else { return error }
        let advice: String? =
            switch error.detail {
            case .unknownTable(let name): tableAdvice(name)
            case .unknownColumn(let name) where error.help == nil: columnAdvice(name)
            default: nil
            }
        var advised = error
        advised.help = advice ?? error.help
        return advised
    }

    /// The error of missing parameters, with the rule for views if only views read resources.
    private func advisedOnParameters(_ error: QueryError) -> QueryError {
        guard readsOnlyThroughViews else { return error }
        var advised = error
        advised.help = error.help.map { "\($0); \(Self.viewRule)" } ?? Self.viewRule
        return advised
    }

    /// The rule by which views pass conditions on.
    static var viewRule: String {
        "a view passes on conditions on parameters that it shows, unless it has a LIMIT"
    }

    /// Whether the statement names no resource, so that it can read them only through views.
    var readsOnlyThroughViews: Bool {
        guard state.views.exist, let uses = try? uses else { return false }
        return uses.isEmpty
    }

    private func tableAdvice(_ name: String) -> String? {
        guard !name.contains("."), let objects = try? state.connection.localObjects() else {
            return nil
        }
        let names = objects.map(\.name).filter { !$0.hasPrefix("tuneql_") }
        return Suggestion.nearest(to: name, among: names).map { "did you mean \($0)?" }
    }

    /// The columns of the local table or view that a statement names, when it names only one.
    private func columnAdvice(_ column: String) -> String? {
        var names: Set<String> = []
        run.statement.forEachTable { table, scope in
            guard table.path.count == 1, !scope.isCommonTable(table) else { return }
            names.insert(table.path[0].text)
        }
        guard names.count == 1, let name = names.first,
            let object = try? state.connection.localObjects(named: name).first,
            let rows = try? state.connection.rows(
                "SELECT name FROM pragma_table_info(?, ?)",
                [.text(object.name), .text(object.schema)]
            )
        else { return nil }
        let columns = rows.compactMap { $0.first?.text }
        let missing = column.split(separator: ".").last.map(String.init) ?? column
        if let nearest = Suggestion.nearest(to: missing, among: columns) {
            return "did you mean \(nearest)?"
        }
        return "the \(object.kind.rawValue) \(object.name) shows \(columns.joined(separator: ", "))"
    }
}
