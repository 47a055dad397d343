import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSyntax

extension ShowRunner {
    /// What creates a resource, and what it takes.
    struct Creation {
        var resource: Resource
        /// Parameters and members of the body, those that are required first.
        var inputs: [Field]
    }

    /// The method of INSERT with the fewest required parameters, and what it takes.
    func creation(_ path: [Identifier]) throws(QueryError) -> Creation {
        let resource = try state.knownResource(path)
        let methods = resource.methods(for: .insert)
        let method = methods.min { $0.requiredParameters.count < $1.requiredParameters.count }
        guard let method else {
            throw resource.unsupported("INSERT", at: path.wholeRange)
        }
        return Creation(resource: resource, inputs: try inputs(of: method, resource))
    }

    /// The inputs of the method: the parameters that it needs, an id for the new resource, which
    /// services require although documents do not say so, and the members of the body.
    private func inputs(of method: Method, _ resource: Resource) throws(QueryError) -> [Field] {
        let names = method.requiredParameters + [method.newIDParameter].compactMap(\.self)
        let parameters = names.map { name in
            let parameter = method.parameters.first { $0.name == name }
            return Field(
                name: name,
                type: parameter?.type ?? .string(format: nil),
                isRequired: true
            )
        }
        guard let name = method.requestMessage, let message = try state.message(name, of: resource)
        else { return parameters }
        let fields = message.fields.filter { field in
            !field.isOutputOnly && !parameters.contains { $0.name == field.name }
        }
        return parameters + fields.filter(\.isRequired) + fields.filter { !$0.isRequired }
    }
}
