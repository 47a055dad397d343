import TuneQLSQLite
import TuneQLScan
import TuneQLSyntax
import TuneQLText

extension AnalyzedStatement {
    /// An error with help from the names of the session's own tables, views and functions.
    func advised(_ error: QueryError) -> QueryError {
        if error.code == .missingParameter { return advisedOnParameters(error) }
        if error.message == "no query solution" {
            return QueryError(
                .missingParameter,
                "\(CSVTable.name) cannot be read without a path",
                range: error.range,
                help: "write \(CSVTable.name)('file.csv')"
            )
        }
        guard error.code == .unknownName, error.help == nil || isAboutTable(error) else {
            return error
        }
        var advised = error
        advised.help =
            (isAboutTable(error) ? tableAdvice(error) : columnAdvice(error)) ?? error.help
        return advised
    }

    /// The error of missing parameters, with the rule for views if only views read resources.
    private func advisedOnParameters(_ error: QueryError) -> QueryError {
        guard state.views.exist, let uses = try? uses, uses.isEmpty else {
            return error
        }
        var advised = error
        advised.help = error.help.map { "\($0); \(Self.viewRule)" } ?? Self.viewRule
        return advised
    }

    /// The rule by which views pass conditions on.
    static var viewRule: String {
        "a view passes on conditions on parameters that it shows, unless it has a LIMIT"
    }

    private func isAboutTable(_ error: QueryError) -> Bool {
        error.message.hasPrefix("no such table: ")
    }

    private func tableAdvice(_ error: QueryError) -> String? {
        let name = error.message.dropFirst("no such table: ".count)
        guard !name.contains("."), let objects = try? state.connection.localObjects() else {
            return nil
        }
        let names = objects.map(\.name).filter { !$0.hasPrefix("tuneql_") }
        return Suggestion.nearest(to: String(name), among: names).map { "did you mean \($0)?" }
    }

    /// The columns of the local table or view that a statement names, when it names only one.
    private func columnAdvice(_ error: QueryError) -> String? {
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
        let missing = error.message.split(separator: " ").last?.split(separator: ".").last ?? ""
        if let nearest = Suggestion.nearest(to: String(missing), among: columns) {
            return "did you mean \(nearest)?"
        }
        return "the \(object.kind.rawValue) \(object.name) shows \(columns.joined(separator: ", "))"
    }
}
