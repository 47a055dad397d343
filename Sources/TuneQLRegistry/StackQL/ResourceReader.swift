import TuneQLCatalog
import TuneQLJSON

/// Reads one resource of a service.
struct ResourceReader {
    let document: ServiceDocument
    let service: Service
    let name: String
    let tree: JSONValue
    /// The `config`s of the service and the provider.
    let configurations: [JSONValue?]
    let position: DocumentPosition

    /// The verbs that a document without `sqlVerbs` gives to methods of these names.
    private static let conventional: [(verb: Verb, names: [String])] = [
        (.select, ["select", "list", "aggregatedList", "get"]),
        (.insert, ["insert", "create"]),
        (.delete, ["delete"]),
    ]

    func resource(reader: inout TypeReader) throws(DocumentError) -> Resource {
        var methods: [Method] = []
        var columns: [Field] = []
        for (verb, method) in try assignments() {
            let (method, row) = try self.reader(of: method).method(verb, reader: &reader)
            methods.append(method)
            if verb == .select, let row, let message = reader[row] {
                Self.merge(message.fields, into: &columns)
            }
        }
        let name = tree["x-tuneql-name"]
        let ends = try EndStates(tree, methods: methods, at: position)
        return Resource(
            provider: service.provider,
            service: service.name,
            name: self.name,
            title: tree["title"]?.spelling ?? self.name,
            description: tree["description"]?.spelling ?? "",
            columns: columns,
            methods: methods,
            nameTemplate: name?["template"]?.string,
            nameColumn: name?["column"]?.string,
            stateColumn: ends.column,
            terminalStates: ends.all,
            successStates: ends.success,
            errorColumn: ends.errorColumn
        )
    }

    /// Adds the columns that only a later method's rows have.
    private static func merge(_ fields: [Field], into columns: inout [Field]) {
        var names = Set(columns.map { $0.name.lowercased() })
        columns += fields.filter { names.insert($0.name.lowercased()).inserted }
    }

    private func reader(of method: JSONMember) -> MethodReader {
        MethodReader(
            document: document,
            resource: name,
            name: method.name,
            tree: method.value,
            configurations: [method.value["config"], tree["config"]] + configurations,
            position: position.inside("method \(method.name)")
        )
    }
}

extension ResourceReader {
    /// The methods with their verbs: the lists in their order, then methods in no list as EXEC.
    private func assignments() throws(DocumentError) -> [(Verb, JSONMember)] {
        let methods = try position.object("methods", of: tree).members
        var assigned =
            tree["sqlVerbs"] == nil
            ? conventionalAssignments(of: methods) : try listedAssignments(of: methods)
        let names = Set(assigned.map(\.1.name))
        assigned += methods.filter { !names.contains($0.name) }.map { (.exec, $0) }
        return assigned
    }

    private func conventionalAssignments(of methods: [JSONMember]) -> [(Verb, JSONMember)] {
        Self.conventional.flatMap { verb, names in
            methods.filter { names.contains($0.name) }.map { (verb, $0) }
        }
    }

    private func listedAssignments(
        of methods: [JSONMember]
    ) throws(DocumentError) -> [(Verb, JSONMember)] {
        var assigned: [(Verb, JSONMember)] = []
        let verbs = try position.object("sqlVerbs", of: tree)
        for verb in Verb.allCases where verbs[verb.rawValue] != nil {
            let position = position.inside("sqlVerbs.\(verb)")
            for element in try position.list(verb.rawValue, of: .object(verbs)) {
                guard let reference = element.reference else {
                    throw position.error(.missing("$ref"))
                }
                assigned.append((verb, try method(reference, of: methods, at: position)))
            }
        }
        return assigned
    }

    private func method(
        _ reference: String,
        of methods: [JSONMember],
        at position: DocumentPosition
    ) throws(DocumentError) -> JSONMember {
        let steps = ServiceDocument.steps(of: reference) ?? []
        guard steps.count == 5, steps[1] == "x-stackQL-resources", steps[2] == name,
            steps[3] == "methods", let method = methods.first(where: { $0.name == steps[4] })
        else { throw position.error(.unknownReference(reference)) }
        return method
    }
}
