import TuneQLCatalog
import TuneQLJSON

/// The parameters of a service's document, of which methods have references to one definition.
struct SharedParameters {
    /// The definitions by their names.
    private(set) var components = JSONObject()
    private var places: [String: [Int]] = [:]

    init(of contents: ServiceContents) {
        for method in contents.resources.flatMap(\.methods) {
            for parameter in Self.all(of: method) { add(parameter, of: method) }
        }
    }

    /// The parameters, with the one of the page, which a method of a catalog does not list, and
    /// without those in the body, which its schema has.
    private static func all(of method: Method) -> [Parameter] {
        let listed = method.parameters.filter { $0.location != .body }
        guard case .token(let token)? = method.pagination, token.place == .query else {
            return listed
        }
        let known = listed.contains { $0.name == token.parameter }
        let page = Parameter(name: token.parameter, location: .query, isRequired: false)
        return listed + (known ? [] : [page])
    }

    private mutating func add(_ parameter: Parameter, of method: Method) {
        let tree = Self.tree(of: parameter, method)
        guard
            !(places[parameter.name] ?? []).contains(where: { components.members[$0].value == tree }
            )
        else { return }
        let count = places[parameter.name, default: []].count
        places[parameter.name, default: []].append(components.members.count)
        let name = count == 0 ? parameter.name : "\(parameter.name)-\(count + 1)"
        components.members.append(JSONMember(name: name, value: tree))
    }

    /// The references of a method's parameters in one location.
    func references(of method: Method, in location: Parameter.Location) -> [JSONValue] {
        Self.all(of: method).filter { $0.location == location }.compactMap { parameter in
            let tree = Self.tree(of: parameter, method)
            let place = places[parameter.name]?.first { components.members[$0].value == tree }
            return place.map {
                ["$ref": .string("#/components/parameters/\(components.members[$0].name)")]
            }
        }
    }

    private static func tree(of parameter: Parameter, _ method: Method) -> JSONValue {
        var tree: JSONObject = [
            "name": .string(parameter.name), "in": .string(parameter.location.rawValue),
        ]
        if parameter.isRequired { tree["required"] = true }
        let description =
            parameter.name == method.newIDParameter
            ? Wording.newID(in: method.collection) : Wording.description(ofPathParameter: parameter)
        tree["description"] = description.map { .string($0) }
        var schema = SchemaTrees.tree(of: parameter.type, names: nil)
        if let value = parameter.defaultValue, case .object(var object) = schema {
            object["default"] = .string(value)
            schema = .object(object)
        }
        tree["schema"] = schema
        return .object(tree)
    }
}
