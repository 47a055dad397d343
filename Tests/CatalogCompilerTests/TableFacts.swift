import CatalogCompiler
import TuneQLCatalog
import TuneQLRegistry

/// What two ways of reading a service must agree on: everything but descriptions.
struct TableFacts: Equatable {
    var resources: [Resource]
    /// The members of messages in the order of their names, without those that must be given.
    var messages: [String: [Field]]
    /// The messages of responses that are read as bytes, which documents of ours need not have.
    var bytes: Set<String>
    /// The members that must be given: `FunctionResponse.name`.
    var required: Set<String>

    /// The facts of a discovery document, with the messages' names as documents of ours have them.
    init(of document: DiscoveryDocument) {
        let reader = DiscoveryReader(keepsDescriptions: false)
        let contents = reader.reading(of: document, named: document.identity.name).contents
        self.init(contents, names: MessageNames(contents.messages, identity: document.identity))
    }

    init(_ contents: ServiceContents, names: MessageNames? = nil) {
        let name = { (name: String) in names?[name] ?? name }
        let methods = contents.resources.flatMap(\.methods)
        bytes = Set(
            methods.filter { $0.rows.form == .contents }.compactMap(\.responseMessage).map(name)
        )
        messages = [:]
        required = []
        for message in contents.messages {
            let fields = message.fields.map { $0.plain(name) }
            for field in fields where field.isRequired {
                required.insert("\(name(message.name)).\(field.name)")
            }
            messages[name(message.name)] = fields.sorted { $0.name < $1.name }
                .map { Field(name: $0.name, type: $0.type, isOutputOnly: $0.isOutputOnly) }
        }
        resources = contents.resources.map { resource in
            var resource = resource
            resource.description = ""
            resource.columns = resource.columns.map { $0.plain(name) }.sorted { $0.name < $1.name }
            for index in resource.columns.indices { resource.columns[index].isRequired = false }
            let methods = resource.methods.map { $0.plain(name) }
            resource.methods = Verb.allCases.flatMap { verb in
                methods.filter { $0.verb == verb }
            }
            return resource
        }
        .sorted { $0.name < $1.name }
    }
}

extension Method {
    fileprivate func plain(_ name: (String) -> String) -> Method {
        var method = self
        method.description = ""
        method.requestMessage = requestMessage.map(name)
        // In OpenAPI, bytes and an array have no message of their own.
        let isStream = rows.isList && rows.steps.isEmpty
        method.responseMessage =
            rows.form == .contents || isStream ? nil : responseMessage.map(name)
        method.responseNames = rows.form == .contents ? [] : responseNames.map { $0.sorted() }
        // Columns and rows of a resource name their rows; a catalog keeps no others.
        method.rowName = nil
        method.ignorable = ignorable.map { error in
            var error = error
            error.httpStatus = nil
            return error
        }
        for index in parameters.indices {
            method.parameters[index].description = ""
            method.parameters[index].type = parameters[index].type.renamed(name)
        }
        return method
    }
}

extension Field {
    fileprivate func plain(_ name: (String) -> String) -> Field {
        var field = self
        field.description = ""
        // The bytes of a response have no type in documents of ours.
        let isContents = self.name == RowSource.contentsColumn && type == .string(format: "byte")
        field.type = isContents ? .any : type.renamed(name)
        return field
    }
}

extension FieldType {
    fileprivate func renamed(_ name: (String) -> String) -> FieldType {
        switch self {
        case .message(let message): .message(name(message))
        case .array(let element): .array(element.renamed(name))
        case .map(let value): .map(value.renamed(name))
        default: self
        }
    }
}
