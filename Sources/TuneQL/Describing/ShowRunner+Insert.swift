import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSyntax

/// SHOW INSERT: a statement to fill in.
extension ShowRunner {
    func showInsert(_ path: [Identifier], _ columns: [Identifier]) throws(QueryError)
        -> StatementResult
    {
        let creation = try creation(path)
        let resource = creation.resource
        var inputs = creation.inputs.filter { $0.isRequired || !isShort }
        if !columns.isEmpty { inputs = try chosen(columns, among: creation.inputs, resource) }
        let text = Self.insert(inputs, into: resource, isMarked: columns.isEmpty)
        return try query(Self.known(["insert_statement"], [[text]]))
    }

    /// Whether a hint asks for what is required alone.
    var isShort: Bool {
        statement.run.statement.hints.contains { $0.name == "REQUIRED" }
    }

    private func chosen(
        _ columns: [Identifier],
        among inputs: [Field],
        _ resource: Resource
    ) throws(QueryError) -> [Field] {
        let names = inputs.map(\.name)
        return try columns.map { (column) throws(QueryError) in
            try state.check(column, among: names, .insertColumn(resource: resource.id), "")
            return inputs.first { $0.name.lowercased() == column.text.lowercased() }
                ?? Field(name: column.text, type: .any)
        }
    }

    /// A statement whose values are quoted placeholders: one without a value becomes NULL, so that
    /// an optional column stays away.
    private static func insert(_ inputs: [Field], into resource: Resource, isMarked: Bool) -> String
    {
        let width = inputs.map(\.name.count).max() ?? 0
        let columns = inputs.map { "    \($0.name)" }.joined(separator: ",\n")
        let values = inputs.enumerated().map { index, input in
            let comma = index == inputs.count - 1 ? "" : ","
            let value = "    '{{ \(input.name) }}'\(comma)"
            guard isMarked else { return value }
            let gap = String(repeating: " ", count: width - input.name.count + 2 - comma.count)
            return value + gap + "-- \(input.type.kind), "
                + (input.isRequired ? "required" : "optional")
        }
        let returning = resource.nameColumn.map { "\nRETURNING \($0)" } ?? ""
        return "INSERT INTO \(resource.id) (\n\(columns)\n)\nVALUES (\n"
            + values.joined(separator: "\n") + "\n)\(returning);"
    }
}
