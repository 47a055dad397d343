import TuneQLCatalog
import TuneQLJSON

/// Reads one parameter of an operation.
struct ParameterReader {
    /// The parameter, with references followed.
    let tree: JSONValue
    /// The position of the operation.
    let position: DocumentPosition

    /// The parameter; nil for an optional one in a place that is not supported.
    func parameter(reader: inout TypeReader) throws(DocumentError) -> Parameter? {
        let name = try position.text("name", of: tree)
        let position = position.inside("parameter \(name)", "parameters", name)
        let place = try position.text("in", of: tree)
        let isRequired = place == "path" || tree["required"]?.bool ?? false
        guard let location = Parameter.Location(rawValue: place), location != .server else {
            guard isRequired else { return nil }
            throw position.error(.unsupported(.parameterLocation(place)))
        }
        let schema = tree["schema"]
        let type = try schema.map { (schema) throws(DocumentError) in
            try reader.type(of: schema, named: name, at: position)
        }
        let isSent = location == .path || location == .header || isRequired
        return Parameter(
            name: name,
            location: location,
            isRequired: isRequired,
            type: type ?? .string(format: nil),
            description: tree["description"]?.spelling ?? "",
            defaultValue: isSent ? try defaultValue(of: schema, reader: reader) : nil,
            isExploded: tree["explode"]?.bool ?? true
        )
    }

    private func defaultValue(
        of schema: JSONValue?,
        reader: TypeReader
    ) throws(DocumentError) -> String? {
        guard let schema else { return nil }
        let target = try reader.document.resolved(schema, at: position).value
        let text = (schema["default"] ?? target["default"])?.spelling
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }
}
