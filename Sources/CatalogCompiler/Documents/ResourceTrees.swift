import TuneQLCatalog
import TuneQLJSON
import TuneQLText

/// The `x-stackQL-resources` of a service's document.
enum ResourceTrees {
    private static let root = "#/components/x-stackQL-resources"

    static func object(of resources: [Resource]) -> JSONObject {
        JSONObject(resources.map { JSONMember(name: $0.name, value: tree(of: $0)) })
    }

    private static func tree(of resource: Resource) -> JSONValue {
        var tree: JSONObject = [
            "id": .string(resource.id), "name": .string(resource.name),
            "title": .string(resource.title),
        ]
        if let column = resource.nameColumn, let template = resource.nameTemplate {
            tree["x-tuneql-name"] = ["column": .string(column), "template": .string(template)]
        }
        addStates(of: resource, to: &tree)
        if !resource.aliases.isEmpty {
            let aliases = resource.aliases.map { alias in
                JSONMember(name: alias.name, value: texts(alias.collections))
            }
            tree["x-tuneql-aliases"] = .object(JSONObject(aliases))
        }
        let keyed = keyed(resource.methods)
        tree["methods"] = .object(
            JSONObject(
                keyed.map { JSONMember(name: $0.key, value: method($0.method, key: $0.key)) }
            )
        )
        tree["sqlVerbs"] = .object(
            JSONObject(
                Verb.allCases.filter { $0 != .exec }.map { verb in
                    let keys = keyed.filter { $0.method.verb == verb }.map(\.key)
                    let references = keys.map { key -> JSONValue in
                        ["$ref": .string("\(root)/\(resource.name)/methods/\(key)")]
                    }
                    return JSONMember(name: verb.rawValue, value: .array(references))
                }
            )
        )
        return .object(tree)
    }

    private static func addStates(of resource: Resource, to tree: inout JSONObject) {
        guard let column = resource.stateColumn else { return }
        var states: JSONObject = ["column": .string(column)]
        states["error"] = resource.errorColumn.map { .string($0) }
        states["values"] = texts(resource.terminalStates)
        tree["x-tuneql-terminalStates"] = .object(states)
        if resource.successStates != resource.terminalStates {
            tree["x-tuneql-successStates"] = texts(resource.successStates)
        }
    }

    /// The methods with their keys: their names, and for all but the first of a name their collections.
    private static func keyed(_ methods: [Method]) -> [(key: String, method: Method)] {
        var taken: Set<String> = []
        return methods.map { method in
            if taken.insert(method.name).inserted { return (method.name, method) }
            let words = method.collection.split(separator: ".").map(\.snakeCased)
            let key = (words + [method.name]).joined(separator: "_")
            taken.insert(key)
            return (key, method)
        }
    }

    private static func method(_ method: Method, key: String) -> JSONValue {
        let path = method.path.replacing("{+", with: "{").replacing("~", with: "~0").replacing(
            "/",
            with: "~1"
        )
        var tree: JSONObject = [
            "operation": ["$ref": .string("#/paths/\(path)/\(method.httpMethod.lowercased())")]
        ]
        if key != method.name { tree["x-tuneql-method"] = .string(method.name) }
        if !method.collection.isEmpty {
            tree["x-tuneql-collection"] = .string(method.collection)
        }
        if method.requestMessage != nil { tree["request"] = ["mediaType": "application/json"] }
        tree["config"] = paging(of: method)
        var response: JSONObject = [
            "mediaType": method.rows.form == .contents
                ? "application/octet-stream" : "application/json",
            "openAPIDocKey": "200",
        ]
        if !method.rows.steps.isEmpty {
            let steps = method.rows.steps.map { step in
                switch step {
                case .member(let name): ".\(name)"
                case .everyValue: "[*]"
                }
            }
            response["objectKey"] = .string("$" + steps.joined())
        }
        tree["response"] = .object(response)
        return .object(tree)
    }

    /// The paging that readers do not find by themselves: tokens in the body of a request.
    private static func paging(of method: Method) -> JSONValue? {
        guard case .token(let token)? = method.pagination, token.place == .body,
            case .member(let path) = token.source
        else { return nil }
        let key = JSONValue.string(path.joined(separator: "."))
        return [
            "pagination": [
                "requestToken": ["key": .string(token.parameter), "location": "body"],
                "responseToken": ["key": key, "location": "body"],
            ]
        ]
    }

    private static func texts(_ texts: [String]) -> JSONValue {
        .array(texts.map { .string($0) })
    }
}
