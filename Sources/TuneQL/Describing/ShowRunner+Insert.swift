import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSyntax

/// SHOW INSERT: a statement to fill in.
extension ShowRunner {
    func showInsert(_ path: [Identifier], _ columns: [Identifier]) throws(QueryError)
        -> StatementResult
    {
        let resource = try state.knownResource(path)
        let methods = resource.methods(for: .insert)
        let method = methods.min { $0.requiredParameters.count < $1.requiredParameters.count }
        guard let method else {
            throw resource.unsupported("INSERT", at: path.wholeRange)
        }
        let isShort = statement.run.statement.hints.contains { $0.name == "REQUIRED" }
        let members = try members(of: method, resource)
        var names = members.filter { $0.isRequired || !isShort }.map(\.name)
        if !columns.isEmpty { names = try chosen(columns, among: members.map(\.name), resource) }
        let text = skeleton(names, of: resource)
        return try query(Self.known(["insert_statement"], [[text]]))
    }

    private struct Member {
        var name: String
        var isRequired: Bool
    }

    /// The inputs of the method: the parameters that it needs, an id for the new resource, which
    /// services require although documents do not say so, and the members of the body.
    private func members(of method: Method, _ resource: Resource) throws(QueryError) -> [Member] {
        let parameters = (method.requiredParameters + [method.newIDParameter].compactMap(\.self))
            .map { Member(name: $0, isRequired: true) }
        guard let name = method.requestMessage, let message = try state.message(name, of: resource)
        else { return parameters }
        let fields = message.fields.filter { field in
            !field.isOutputOnly && !parameters.contains { $0.name == field.name }
        }
        let required = fields.filter(\.isRequired) + fields.filter { !$0.isRequired }
        return parameters + required.map { Member(name: $0.name, isRequired: $0.isRequired) }
    }

    private func chosen(
        _ columns: [Identifier],
        among names: [String],
        _ resource: Resource
    ) throws(QueryError) -> [String] {
        try columns.map { (column) throws(QueryError) in
            try state.check(column, among: names, .insertColumn(resource: resource.id), "")
            return names.first { $0.lowercased() == column.text.lowercased() } ?? column.text
        }
    }

    private func skeleton(_ names: [String], of resource: Resource) -> String {
        let values = names.map { "    {{ \($0) }}" }.joined(separator: ",\n")
        let columns = names.map { "    \($0)" }.joined(separator: ",\n")
        let returning = resource.nameColumn.map { "\nRETURNING \($0)" } ?? ""
        return "INSERT INTO \(resource.id) (\n\(columns)\n)\nVALUES (\n\(values)\n)\(returning);"
    }
}
