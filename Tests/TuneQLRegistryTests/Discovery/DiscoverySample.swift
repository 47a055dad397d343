import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

/// A small discovery document, made for one test.
struct DiscoverySample {
    var name = "acme"
    var version = "v1"
    var rootURL = "https://acme.googleapis.com/"
    var servicePath = ""
    var globalParameters: JSONValue = [
        "fields": ["type": "string"], "prettyPrint": ["type": "boolean"],
    ]
    var schemas: JSONValue = [:]
    var others: [(String, JSONValue)] = []
    private var methods: [(path: [String], tree: JSONValue)] = []

    init(schemas: JSONValue = [:]) {
        self.schemas = schemas
    }

    /// Adds a method by its full name, such as `projects.jobs.list`.
    mutating func add(
        _ id: String,
        _ httpMethod: String = "GET",
        _ path: String,
        flat: String? = nil,
        parameters: JSONValue = [:],
        request: String? = nil,
        response: String? = nil,
        others: [(String, JSONValue)] = []
    ) {
        var tree = JSONObject()
        tree["id"] = .string("\(name).\(id)")
        tree["httpMethod"] = .string(httpMethod)
        tree["path"] = .string(path)
        tree["flatPath"] = flat.map { .string($0) }
        tree["parameters"] = parameters
        tree["request"] = request.map { ["$ref": .string($0)] }
        tree["response"] = response.map { ["$ref": .string($0)] }
        for (name, value) in others { tree[name] = value }
        methods.append((id.split(separator: ".").map(String.init), .object(tree)))
    }

    /// Adds a method below `v1/projects/{projectsId}/jobs`, whose path has one reserved placeholder.
    mutating func addJobs(
        _ method: String,
        _ httpMethod: String = "GET",
        id: Bool = false,
        suffix: String = "",
        parameters: [(String, JSONValue)] = [],
        request: String? = nil,
        response: String? = nil
    ) {
        let name = id ? "name" : "parent"
        let pattern: JSONValue = id ? "^projects/[^/]+/jobs/[^/]+$" : "^projects/[^/]+$"
        var members = JSONObject([
            JSONMember(
                name: name,
                value: ["location": "path", "type": "string", "pattern": pattern, "required": true]
            )
        ])
        for (name, value) in parameters { members[name] = value }
        add(
            "projects.jobs.\(method)",
            httpMethod,
            id ? "v1/{+name}\(suffix)" : "v1/{+parent}/jobs\(suffix)",
            flat: "v1/projects/{projectsId}/jobs" + (id ? "/{jobsId}" : "") + suffix,
            parameters: .object(members),
            request: request,
            response: response
        )
    }

    /// The document's text.
    var bytes: [UInt8] {
        var root = JSONObject()
        root["name"] = .string(name)
        root["version"] = .string(version)
        root["title"] = "Acme API"
        root["rootUrl"] = .string(rootURL)
        root["servicePath"] = .string(servicePath)
        root["parameters"] = globalParameters
        root["schemas"] = schemas
        for (name, value) in others { root[name] = value }
        var tree = JSONValue.object(root)
        for method in methods { tree = Self.insert(method.tree, at: method.path[...], into: tree) }
        return Array(tree.text.utf8)
    }

    private static func insert(
        _ method: JSONValue,
        at path: ArraySlice<String>,
        into tree: JSONValue
    ) -> JSONValue {
        guard let first = path.first else { return method }
        let key = path.count == 1 ? "methods" : "resources"
        var object = tree.object ?? JSONObject()
        var members = object[key]?.object ?? JSONObject()
        members[first] = insert(method, at: path.dropFirst(), into: members[first] ?? [:])
        object[key] = .object(members)
        return .object(object)
    }

    func result() throws -> ServiceReader.Reading {
        let document = try DiscoveryDocument(bytes, named: "acme.v1.json")
        return DiscoveryReader().reading(of: document, named: name)
    }

    /// The resource of this name; nil when there is none.
    func resource(_ name: String) throws -> Resource? {
        try result().contents.resources.first { $0.name == name }
    }

    /// The first method of this name of a resource; nil when there is none.
    func method(_ name: String, of resource: String) throws -> Method? {
        try self.resource(resource)?.methods.first { $0.name == name }
    }
}

/// A schema that refers to another.
func schema(_ name: String) -> JSONValue { ["$ref": .string(name)] }

/// A schema of an array.
func list(of items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

/// A named schema of an object.
func object(_ id: String, _ properties: JSONValue) -> JSONValue {
    ["id": .string(id), "type": "object", "properties": properties]
}

/// The schema of plain text.
let text: JSONValue = ["type": "string"]

/// An optional query parameter of text.
let query: JSONValue = ["location": "query", "type": "string"]
