import TuneQLCatalog
import TuneQLJSON
import TuneQLSyntax
import TuneQLText

/// DESCRIBE METHOD: the inputs and outputs of a method.
extension DescribeRunner {
    func describeMethod() throws(QueryError) -> StatementResult {
        let (resource, method) = try method()
        var rows: [[Value]] = []
        for parameter in method.parameters where parameter.location != .body {
            rows.append([
                .text(parameter.name), .text(parameter.type.kind),
                .text(parameter.isRequired ? "input_required" : "input_optional"),
                .json(try schema(of: parameter.type, resource).text),
                .text(description(of: parameter, method)),
            ])
        }
        for (name, kind) in [(method.requestMessage, "input"), (method.responseMessage, "output")] {
            guard let name, let message = try state.message(name, of: resource) else { continue }
            for field in message.fields where kind == "output" || !field.isOutputOnly {
                let use =
                    kind == "output"
                    ? kind
                    : field.isRequired ? "input_required" : "input_optional"
                rows.append([
                    .text(field.name), .text(field.type.kind), .text(use),
                    .json(try schema(of: field.type, resource).text), .text(field.description),
                ])
            }
        }
        let columns = ["name", "type", "param_type", "shape", "description"].map {
            ResultColumn(name: $0, kind: $0 == "shape" ? .json : .any)
        }
        let width = describe.isExtended ? 5 : 4
        return StatementResult(
            columns: Array(columns.prefix(width)),
            rows: rows.map { Array($0.prefix(width)) }
        )
    }

    private func description(of parameter: Parameter, _ method: Method) -> String {
        guard parameter.name == method.newIDParameter else { return parameter.description }
        return ["The id of the new resource.", parameter.description]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The only method of the name.
    private func method() throws(QueryError) -> (Resource, Method) {
        let (resource, methods) = try state.methods(named: describe.path)
        guard let method = methods.first, methods.count > 1 else { return (resource, methods[0]) }
        throw QueryError(
            .unknownName,
            "\(resource.id) has \(methods.count) methods \(method.name), which take other parameters",
            range: describe.path.wholeRange,
            help: "name one with its collection, as in "
                + "\(resource.id).\(method.fullName.quotedAsName)"
        )
    }

    /// A type as a JSON schema; messages deeper than two are only named.
    private func schema(
        of type: FieldType,
        _ resource: Resource,
        depth: Int = 0
    ) throws(QueryError) -> JSONValue {
        switch type {
        case .string(nil): return ["type": "string"]
        case .string(let format?): return ["type": "string", "format": .string(format)]
        case .int64String: return ["type": "string", "format": "int64"]
        case .integer: return ["type": "integer"]
        case .number: return ["type": "number"]
        case .boolean: return ["type": "boolean"]
        case .timestamp: return ["type": "string", "format": "date-time"]
        case .enumeration(let values):
            return ["type": "string", "enum": .array(values.map { .string($0) })]
        case .map(let value):
            return [
                "type": "object",
                "additionalProperties": try schema(of: value, resource, depth: depth),
            ]
        case .array(let element):
            return ["type": "array", "items": try schema(of: element, resource, depth: depth)]
        case .any: return [:]
        case .message(let name): return try schema(ofMessage: name, resource, depth: depth)
        }
    }

    private func schema(
        ofMessage name: String,
        _ resource: Resource,
        depth: Int
    ) throws(QueryError) -> JSONValue {
        guard depth < 2, let message = try state.message(name, of: resource) else {
            return ["type": "object", "title": .string(name)]
        }
        var properties = JSONObject()
        for field in message.fields {
            properties[field.name] = try schema(of: field.type, resource, depth: depth + 1)
        }
        return ["type": "object", "properties": .object(properties)]
    }
}
