import TuneQLCatalog
import TuneQLJSON

/// The parameters of a method: those of its path, then the required ones, then the rest.
struct DiscoveryParameters {
    let method: DiscoveryMethod
    let path: DiscoveryPath
    let texts: DiscoveryTexts

    func parameters(types: inout DiscoveryTypes) -> [Parameter] {
        var parameters: [Parameter] = []
        for name in path.names { parameters.append(pathParameter(name, types: &types)) }
        let query = method.parameters.filter { $0.value["location"]?.string == "query" }
        let order = method.tree["parameterOrder"]?.array?.compactMap(\.string) ?? []
        let required = query.filter { Self.isRequired($0.value) }
        let sorted = required.sorted {
            (order.firstIndex(of: $0.name) ?? order.count)
                < (order.firstIndex(of: $1.name) ?? order.count)
        }
        for member in sorted + query.filter({ !Self.isRequired($0.value) })
        where !path.names.contains(member.name) {
            parameters.append(parameter(member, .query, types: &types))
        }
        return parameters
    }

    private func pathParameter(_ name: String, types: inout DiscoveryTypes) -> Parameter {
        if let tree = method.parameter(name) {
            var parameter = parameter(JSONMember(name: name, value: tree), .path, types: &types)
            parameter.isRequired = true
            return parameter
        }
        let whole = path.expansions.first { $0.value.contains("{\(name)}") }?.key
        let tree = whole.flatMap { method.parameter($0) }
        return Parameter(
            name: name,
            location: .path,
            isRequired: true,
            description: texts.sentence(tree?["description"]?.string)
        )
    }

    private func parameter(
        _ member: JSONMember,
        _ location: Parameter.Location,
        types: inout DiscoveryTypes
    ) -> Parameter {
        let type = types.type(of: member.value, named: member.name)
        return Parameter(
            name: member.name,
            location: location,
            isRequired: Self.isRequired(member.value),
            type: member.value["repeated"]?.bool ?? false ? .array(type) : type,
            description: texts.sentence(member.value["description"]?.string),
            defaultValue: Self.isRequired(member.value) || location == .path
                ? member.value["default"]?.spelling : nil
        )
    }

    private static func isRequired(_ tree: JSONValue) -> Bool { tree["required"]?.bool ?? false }
}
