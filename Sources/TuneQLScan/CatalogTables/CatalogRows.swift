import TuneQLCatalog
import TuneQLJSON
import TuneQLSQLite
import TuneQLText

/// The rows of the catalog's tables, in the order of their columns.
enum CatalogRows {
    /// The number of columns of `resources` that follow from a resource's name.
    static let namesOfResource = 4

    static func row(_ provider: Provider) -> [SQLiteValue] {
        [
            .text(provider.name), .text(provider.version), .text(provider.title),
            .text(provider.description), .init(provider.authorization?.text),
        ]
    }

    static func row(_ service: Service, document: String?) -> [SQLiteValue] {
        [
            .text(service.provider), .text(service.name), .text(service.version),
            .text(service.title), .text(service.description), .init(document),
            .init(list: service.aliases),
        ]
    }

    static func row(_ problem: CatalogProblem) -> [SQLiteValue] {
        [
            .text(problem.provider), .init(problem.service), .init(problem.resource),
            .init(problem.method), .text(problem.document),
            problem.line.map { .integer(Int64($0)) } ?? .null, .text(problem.reason),
            .init(problem.isLeftOut),
        ]
    }

    /// The start of the row of a resource of which only the names are read.
    static func names(_ name: String, in service: Service) -> [SQLiteValue] {
        names(service.provider, service.name, name)
    }

    private static func names(
        _ provider: String,
        _ service: String,
        _ resource: String
    ) -> [SQLiteValue] {
        [
            .text(provider), .text(service), .text(resource),
            .text("\(provider).\(service).\(resource)"),
        ]
    }

    static func rows(of resource: Resource, for relation: CatalogRelation) -> [[SQLiteValue]] {
        let key: [SQLiteValue] = [
            .text(resource.provider), .text(resource.service), .text(resource.name),
        ]
        let methods = resource.methods.enumerated()
        switch relation {
        case .resources: return [row(resource)]
        case .methods: return methods.map { key + [.integer(Int64($0))] + row($1) }
        case .parameters:
            return methods.flatMap { position, method in
                rows(method, of: key + [.integer(Int64(position))])
            }
        default:
            return columns(of: resource).enumerated().map { position, column in
                key + [.integer(Int64(position))] + row(column.field) + [.text(column.source)]
            }
        }
    }

    static func rows(
        of message: Message,
        in service: Service,
        for relation: CatalogRelation
    ) -> [[SQLiteValue]] {
        let key: [SQLiteValue] = [
            .text(service.provider), .text(service.name), .text(message.name),
        ]
        switch relation {
        case .messages: return [key + [.text(message.description)]]
        case .fields:
            return message.fields.enumerated().map { key + [.integer(Int64($0))] + row($1) }
        default:
            return message.fields.flatMap { field in
                field.type.enumValues.enumerated().map { position, value in
                    key + [.text(field.name), .integer(Int64(position)), .text(value)]
                }
            }
        }
    }
}

extension CatalogRows {
    /// The columns of a resource: those of `*`, then the rows' own values of parameters.
    private static func columns(of resource: Resource) -> [(field: Field, source: String)] {
        var columns = resource.columns.map { (field: $0, source: "row") }
        for shared in resource.sharedColumns {
            let description = shared.parameter.description
            if !description.isEmpty { columns[shared.place].field.description = description }
            columns[shared.place].source = "parameter"
            var own = shared.field
            own.name = shared.ownName
            columns.append((own, "row"))
        }
        return columns
    }

    private static func row(_ resource: Resource) -> [SQLiteValue] {
        names(resource.provider, resource.service, resource.name) + [
            .text(resource.title), .text(resource.description), .init(resource.nameColumn),
            .init(resource.nameTemplate), .init(resource.stateColumn),
            .init(list: resource.terminalStates), .init(list: resource.successStates),
            .init(resource.errorColumn), .init(list: resource.aliases.map(\.name)),
        ]
    }

    private static func row(_ method: Method) -> [SQLiteValue] {
        let required = method.requiredParameters
        let optional = method.parameters.map(\.name).filter { !required.contains($0) }
        let hosts = method.host.exceptions.sorted { $0.key < $1.key }
            .map { JSONMember(name: $0.key, value: .string($0.value)) }
        return [
            .text(method.name), .text(method.verb.rawValue.uppercased()),
            .text(method.httpMethod), .text(method.path),
            .text(required.joined(separator: ", ")), .text(optional.joined(separator: ", ")),
            .init(method.requestMessage), .init(method.bodyMember), .init(method.responseMessage),
            .init(list: method.rows.memberNames),
            .init(method.pagination?.scheme), .init(method.pagination?.json.text),
            .init(method.hasPartialResponse),
            .init(method.host.parameter), .text(JSONValue.object(JSONObject(hosts)).text),
            .text(method.host.otherwise), .text(method.host.fallback), .text(method.description),
            .text(JSONValue.array(method.ignorable.map(\.json)).text),
            .init(method.quota?.json.text),
            .text(JSONValue.array(method.responseNames.map(\.json)).text),
            .init(method.successStates?.json.text), .init(method.hasWholeItems),
            .init(method.operation?.json.text), .text(method.collection),
        ]
    }

    private static func rows(_ method: Method, of key: [SQLiteValue]) -> [[SQLiteValue]] {
        method.parameters.enumerated().map { position, parameter in
            key + [
                .integer(Int64(position)), .text(method.name), .text(parameter.name),
                .text(parameter.location.rawValue), .text(parameter.type.kind),
                .init(parameter.isAskedFor), .init(parameter.defaultValue),
                .text(parameter.description), .text(parameter.type.shape.text),
            ]
        }
    }

    private static func row(_ field: Field) -> [SQLiteValue] {
        [
            .text(field.name), .text(field.type.kind), .init(field.isOutputOnly),
            .init(field.isRequired), .init(field.isDeprecated), .text(field.description),
            .text(field.type.shape.text),
        ]
    }
}

extension SQLiteValue {
    fileprivate init(_ text: String?) {
        self = text.map { .text($0) } ?? .null
    }

    fileprivate init(_ flag: Bool) {
        self = .integer(flag ? 1 : 0)
    }

    fileprivate init(list: [String]) {
        self = .text(list.json.text)
    }
}

extension [String] {
    fileprivate var json: JSONValue { .array(map { .string($0) }) }
}
