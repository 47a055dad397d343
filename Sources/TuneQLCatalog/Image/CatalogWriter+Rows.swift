import TuneQLJSON
import TuneQLSQLite

extension CatalogWriter {
    static func row(_ provider: Provider) -> [SQLiteValue] {
        [
            .text(provider.name), .text(provider.version), .text(provider.title),
            .text(provider.description), .init(provider.authorization?.text),
        ]
    }

    static func row(_ service: Service) -> [SQLiteValue] {
        [
            .text(service.provider), .text(service.name), .text(service.version),
            .text(service.title), .text(service.description),
        ]
    }

    static func row(_ resource: Resource) -> [SQLiteValue] {
        [
            .text(resource.name), .text(resource.id), .text(resource.title),
            .text(resource.description), .init(resource.nameColumn),
            .init(resource.nameTemplate), .init(resource.stateColumn),
            .init(list: resource.terminalStates), .init(list: resource.successStates),
            .init(resource.errorColumn), .text(resource.json.text),
        ]
    }

    static func row(_ method: Method) -> [SQLiteValue] {
        let optional = method.parameters.filter { !$0.isRequired }.map(\.name)
        let hosts = method.host.exceptions.sorted { $0.key < $1.key }
            .map { JSONMember(name: $0.key, value: .string($0.value)) }
        return [
            .text(method.name), .text(method.verb.rawValue.uppercased()),
            .text(method.httpMethod), .text(method.path),
            .text(method.requiredParameters.joined(separator: ", ")),
            .text(optional.joined(separator: ", ")),
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
            .init(method.operation?.json.text), .text(method.json.text),
        ]
    }

    /// The rows of a method's parameters.
    static func rows(_ method: Method, of key: [SQLiteValue]) -> [[SQLiteValue]] {
        method.parameters.enumerated().map { position, parameter in
            key + [
                .integer(Int64(position)), .text(method.name), .text(parameter.name),
                .text(parameter.location.rawValue), .text(parameter.type.kind),
                .init(parameter.isRequired), .init(parameter.defaultValue),
                .text(parameter.description), .text(parameter.type.shape.text),
            ]
        }
    }

    static func rows(_ fields: [Field], of key: [SQLiteValue]) -> [[SQLiteValue]] {
        fields.enumerated().map { position, field in
            key + [
                .integer(Int64(position)), .text(field.name), .text(field.type.kind),
                .init(field.isOutputOnly), .init(field.isRequired), .init(field.isDeprecated),
                .text(field.description), .text(field.type.shape.text),
            ]
        }
    }

    static func enumRows(_ message: Message, of key: [SQLiteValue]) -> [[SQLiteValue]] {
        message.fields.flatMap { field in
            field.type.enumValues.enumerated().map { position, value in
                key + [
                    .text(message.name), .text(field.name), .integer(Int64(position)),
                    .text(value),
                ]
            }
        }
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
