import TuneQL
import TuneQLText

/// `\fs`, `\f` and `\fd`, as in litecli: statements under names.
extension Shell {
    private var saved: SavedQueries {
        get throws(MetaError) {
            guard let saved = SavedQueries() else {
                throw MetaError("there is no folder for saved statements: HOME is not set")
            }
            return saved
        }
    }

    func performSave(_ line: MetaLine) throws(MetaError) {
        guard let name = line.arguments.first else {
            throw MetaError("a name and a statement are missing", help: ".save NAME STATEMENT")
        }
        let text = line.rest.dropFirst(name.count).trimmed
        guard let statement = text.isEmpty ? last?.trimmed : text else {
            throw MetaError("a statement is missing", help: ".save NAME STATEMENT")
        }
        try saved.save(statement, as: name)
        printMessage("saved as \(name): .favourite \(name) runs it")
    }

    func performForget(_ name: String) throws(MetaError) {
        guard try saved.forget(name) else { throw try unknown(name) }
        printMessage("\(name) is deleted")
    }

    func performFavourite(_ words: [String]) async throws -> Flow {
        guard let name = words.first else { return try await listSaved() }
        guard let statement = try saved.statement(of: name) else { throw try unknown(name) }
        let outer = runner.bindings
        defer { runner.bindings = outer }
        for (index, value) in words.dropFirst().enumerated() {
            runner.bindings.named["\(index + 1)"] = ParameterValue.value(of: value)
        }
        if places.isEmpty { printMessage(statement.trimmed, shorteningNames: false) }
        return try await run(statement.trimmed, nil)
    }

    private func listSaved() async throws -> Flow {
        let saved = try saved
        let rows = saved.names.map { name in
            "(\(name.quotedAsText), \((saved.statement(of: name) ?? "").trimmed.quotedAsText))"
        }
        let values = rows.isEmpty ? "(NULL, NULL)" : rows.joined(separator: ", ")
        return try await execute(
            "SELECT column1 AS name, column2 AS statement FROM (VALUES \(values))"
                + (rows.isEmpty ? " WHERE 0" : "")
        )
    }

    private func unknown(_ name: String) throws(MetaError) -> MetaError {
        let nearest = Suggestion.nearest(to: name, among: try saved.names)
        return MetaError(
            "no statement is saved as \(name)",
            help: nearest.map { "did you mean \($0)?" } ?? ".favourite lists those that are"
        )
    }
}
