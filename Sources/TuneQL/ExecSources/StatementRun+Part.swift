import TuneQLSyntax

extension StatementRun {
    /// An EXEC of the statement as a statement of its own.
    func part(_ exec: Exec, seeing tables: [CommonTable], of whole: Statement) -> StatementRun {
        var exec = exec
        var part = self
        part.statement.kind = .exec(exec)
        part.statement.forEachTable { table, _ in
            guard exec.with.isEmpty, table.path.count == 1 else { return }
            let name = table.path[0].text.lowercased()
            guard tables.contains(where: { $0.name.text.lowercased() == name }) else { return }
            exec.with = tables.visible
        }
        part.statement.kind = .exec(exec)
        part.statement.range = exec.range
        part.statement.hints = whole.hints.filter { exec.range.contains($0.range.lowerBound) }
        if case .select = whole.kind { part.statement.hints += statement.hints }
        part.numbersVariables = true
        return part
    }
}

extension [CommonTable] {
    /// The tables that no inner one of the same name hides.
    fileprivate var visible: [CommonTable] {
        enumerated().filter { place, table in
            let name = table.name.text.lowercased()
            return !dropFirst(place + 1).contains { $0.name.text.lowercased() == name }
        }
        .map(\.element)
    }
}
