import TuneQLScan
import TuneQLSyntax

extension StatementRun {
    /// Whether the statement calls a function, or names a table, that reads files.
    var readsFiles: Bool {
        var names = statement.functionNames
        statement.forEachTable { table, _ in
            names.insert(table.path.last?.text.lowercased() ?? "")
        }
        return !names.isDisjoint(with: ["readfile", CSVTable.name])
    }
}
