import TuneQLCatalog
import TuneQLJSON

/// Reads one resource of a service; what cannot be read of it is a problem, and left out.
struct ResourceReader {
    let document: ServiceDocument
    let service: Service
    let name: String
    let tree: JSONValue
    /// The `config`s of the service and the provider.
    let configurations: [JSONValue?]
    let position: DocumentPosition
    private(set) var problems: [DocumentProblem] = []

    /// The verbs that a document without `sqlVerbs` gives to methods of these names.
    private static let conventional: [(verb: Verb, names: [String])] = [
        (.select, ["select", "list", "aggregatedList", "get"]),
        (.insert, ["insert", "create"]),
        (.delete, ["delete"]),
    ]

    init(
        document: ServiceDocument,
        service: Service,
        name: String,
        tree: JSONValue,
        configurations: [JSONValue?],
        position: DocumentPosition
    ) {
        self.document = document
        self.service = service
        self.name = name
        self.tree = tree
        self.configurations = configurations
        self.position = position
    }

    /// - Returns: The resource; nil when it has no method that could be read.
    mutating func resource(reader: inout TypeReader) throws(DocumentError) -> Resource? {
        try noteViews()
        var rows = RowColumns()
        var methods: [Method] = []
        for (verb, member) in try assignments() {
            do throws(DocumentError) {
                let (method, row) = try self.reader(of: member).method(verb, reader: &reader)
                methods.append(method)
                rows.add(row, of: method, reader: reader)
            } catch {
                add(error, method: member.name)
            }
        }
        guard !methods.isEmpty else { return nil }
        let name = tree["x-tuneql-name"]
        let ends = try EndStates(tree, methods: methods, at: position)
        methods = rows.completed(methods)
        return Resource(
            provider: service.provider,
            service: service.name,
            name: self.name,
            title: tree["title"]?.spelling ?? self.name,
            description: tree["description"]?.spelling ?? "",
            columns: rows.columns,
            methods: methods,
            nameTemplate: name?["template"]?.string,
            nameColumn: name?["column"]?.string,
            stateColumn: ends.column,
            terminalStates: ends.all,
            successStates: ends.success,
            errorColumn: ends.errorColumn,
            aliases: try aliases()
        )
    }

    /// The other names of the resource: `x-tuneql-aliases`, with the collections of each.
    private func aliases() throws(DocumentError) -> [Alias] {
        let key = "x-tuneql-aliases"
        guard tree[key] != nil else { return [] }
        let position = position.at(key)
        return try position.object(key, of: tree).members.map { (member) throws(DocumentError) in
            let names = try position.texts(member.name, of: tree[key] ?? .null)
            return Alias(name: member.name, collections: names)
        }
    }

    private func reader(of method: JSONMember) -> MethodReader {
        MethodReader(
            document: document,
            resource: name,
            name: method.name,
            tree: method.value,
            configurations: [method.value["config"], tree["config"]] + configurations,
            position: position.inside("method \(method.name)", "methods", method.name)
        )
    }

    /// Adds a problem, once for a method that several verbs have.
    private mutating func add(
        _ error: DocumentError,
        method: String? = nil,
        isLeftOut: Bool = true
    ) {
        let problem = DocumentProblem(
            provider: service.provider,
            service: service.name,
            resource: name,
            method: method,
            isLeftOut: isLeftOut,
            error: error
        )
        if !problems.contains(problem) { problems.append(problem) }
    }

    /// Reports the views of the document, which nothing reads yet.
    private mutating func noteViews() throws(DocumentError) {
        guard let view = tree["config"]?["views"]?["select"], view != .null else { return }
        let error = position.at("config", "views").error(.unsupported(.view))
        guard tree["methods"]?.object?.members.isEmpty == false else { throw error }
        add(error, isLeftOut: false)
    }
}

extension ResourceReader {
    /// The methods with their verbs: the lists in their order, then methods in no list as EXEC.
    private mutating func assignments() throws(DocumentError) -> [(Verb, JSONMember)] {
        let methods = try position.object("methods", of: tree).members
        var assigned =
            tree["sqlVerbs"]?.object == nil
            ? conventionalAssignments(of: methods) : listedAssignments(of: methods)
        let names = Set(assigned.map(\.1.name))
        assigned += methods.filter { !names.contains($0.name) }.map { (.exec, $0) }
        return assigned
    }

    private func conventionalAssignments(of methods: [JSONMember]) -> [(Verb, JSONMember)] {
        Self.conventional.flatMap { verb, names in
            methods.filter { names.contains($0.name) }.map { (verb, $0) }
        }
    }

    private mutating func listedAssignments(of methods: [JSONMember]) -> [(Verb, JSONMember)] {
        var assigned: [(Verb, JSONMember)] = []
        for verb in Verb.allCases {
            let key = verb.rawValue
            let position = position.inside("sqlVerbs.\(verb)", "sqlVerbs", key)
            do throws(DocumentError) {
                for element in try position.list(key, of: tree["sqlVerbs"] ?? .null) {
                    guard let reference = element.reference else {
                        throw position.error(.missing("$ref"))
                    }
                    assigned.append((verb, try method(reference, of: methods, at: position)))
                }
            } catch {
                add(error, isLeftOut: false)
            }
        }
        return assigned
    }

    /// The method that a list of a verb names.
    private func method(
        _ reference: String,
        of methods: [JSONMember],
        at position: DocumentPosition
    ) throws(DocumentError) -> JSONMember {
        let steps = ServiceDocument.parts(of: reference)?.steps ?? []
        guard steps.suffix(3).first == name, steps.dropLast().last == "methods",
            let method = methods.first(where: { $0.name == steps.last })
        else { throw position.error(.unknownReference(reference)) }
        return method
    }
}
