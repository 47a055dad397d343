import TuneQLCatalog
import TuneQLJSON

/// The long-running operations of a document: which schemas are some, and how they are read again.
struct DiscoveryOperations {
    /// How operations of a schema show their end.
    private enum Shape {
        case flag
        case status(values: [String])
    }

    private let document: DiscoveryDocument
    private var shapes: [String: Shape] = [:]
    /// The methods that read an operation, by its schema.
    private var readers: [String: [DiscoveryPath]] = [:]
    /// The paths of flagged operations by their names, by the schema.
    private var routes: [String: [String]] = [:]
    /// The methods that wait for an operation, by its schema, with their HTTP methods.
    private var waiters: [String: [(httpMethod: String, path: DiscoveryPath)]] = [:]

    private static let endings: Set<String> = [
        "DONE", "SUCCESS", "FAILED", "ABORTED", "CANCELLED",
    ]

    init(_ document: DiscoveryDocument) {
        self.document = document
        for (name, schema) in document.schemas {
            if let shape = Self.shape(of: schema, named: name) { shapes[name] = shape }
        }
        for method in document.methods {
            guard let schema = method.response, shapes[schema] != nil else { continue }
            if method.httpMethod == "GET", method.name == "get" {
                let path = DiscoveryPath(of: method)
                readers[schema, default: []].append(path)
                let route = Self.route(of: method)
                if !(routes[schema]?.contains(route) ?? false) {
                    routes[schema, default: []].append(route)
                }
            } else if method.name == "wait" {
                waiters[schema, default: []].append((method.httpMethod, DiscoveryPath(of: method)))
            }
        }
    }

    private static func shape(of schema: JSONValue, named name: String) -> Shape? {
        guard let properties = schema["properties"]?.object else { return nil }
        let names = Set(properties.names)
        if names.contains("done"), names.contains("response") || names.contains("error"),
            name.hasSuffix("Operation")
        {
            return .flag
        }
        guard name == "Operation" || name == "Change", let status = properties["status"],
            names.contains("name") || names.contains("id"), status["type"]?.string == "string"
        else { return nil }
        let values = status["enum"]?.array?.compactMap(\.string) ?? ["DONE"]
        let ends = values.filter { endings.contains($0.uppercased()) }
        return ends.isEmpty ? nil : .status(values: ends)
    }

    /// Whether a method returns an operation.
    func isOperation(_ method: DiscoveryMethod) -> Bool {
        method.response.map { shapes[$0] != nil } ?? false
    }

    /// How the response of a method is followed.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: Its path, whose placeholders a call has values for.
    /// - Returns: Nil when the response is no operation.
    func rule(of method: DiscoveryMethod, at path: DiscoveryPath) -> OperationRule? {
        guard let schema = method.response, let shape = shapes[schema] else { return nil }
        let properties = document.schemas[schema]?["properties"]
        let error = properties?["error"] == nil ? nil : "error"
        switch shape {
        case .flag:
            let route = route(of: schema, for: path)
            return OperationRule(
                path: document.basePath + route,
                nameMember: "name",
                end: .flag("done"),
                errorMember: error,
                wait: wait(at: route, in: schema)
            )
        case .status(let values):
            return statusRule(of: schema, at: path, ends: values, error: error)
        }
    }

    private func statusRule(
        of schema: String,
        at path: DiscoveryPath,
        ends: [String],
        error: String?
    ) -> OperationRule? {
        guard let reader = reader(of: schema, for: path), let last = reader.names.last else {
            return nil
        }
        let properties = document.schemas[schema]?["properties"]
        let member = properties?["name"] == nil ? "id" : "name"
        let template = reader.template.replacing("{\(last)}", with: "{\(member)}")
        let waiter = waiters[schema]?.first { $0.path.template == reader.template + "/wait" }
        return OperationRule(
            path: document.basePath + template,
            nameMember: member,
            end: .status(member: "status", values: ends),
            errorMember: error,
            wait: waiter.map {
                .init(httpMethod: $0.httpMethod, path: document.basePath + template + "/wait")
            }
        )
    }

    /// The path of an operation with its name as placeholder: `v1/{name}`.
    ///
    /// Names are whole, such as `projects/p/operations/o`, except below a path without a version.
    private static func route(of method: DiscoveryMethod) -> String {
        let pieces = DiscoveryPath.pieces(of: method.tree["path"]?.string ?? "")
        let version = firstSegment(of: pieces.map(\.text).joined())
        guard case .value(_, let isReserved)? = pieces.last else { return "{name}" }
        guard isReserved || !DiscoveryNames.isVersion(version) else { return version + "/{name}" }
        return pieces.dropLast().map(\.text).joined() + "{name}"
    }

    /// The path of the operations that a method starts, of those with its own version if there are.
    ///
    /// A document without a method that reads operations has them below the method's own version.
    private func route(of schema: String, for path: DiscoveryPath) -> String {
        let own = Self.firstSegment(of: path.template)
        let routes = routes[schema] ?? []
        return routes.first { Self.firstSegment(of: $0) == own } ?? routes.first ?? own + "/{name}"
    }

    private static func firstSegment(of path: String) -> String {
        path.split(separator: "/").first.map(String.init) ?? ""
    }

    private func wait(at route: String, in schema: String) -> OperationRule.Wait? {
        let waiter = waiters[schema]?.first { $0.path.template.hasSuffix(":wait") }
        return waiter.map {
            .init(httpMethod: $0.httpMethod, path: document.basePath + route + ":wait")
        }
    }

    /// The reader that most values of a call are used in, and no others.
    private func reader(of schema: String, for path: DiscoveryPath) -> DiscoveryPath? {
        let known = Set(path.names)
        let usable = (readers[schema] ?? []).filter { known.isSuperset(of: $0.names.dropLast()) }
        return usable.max { $0.names.count < $1.names.count }
    }
}
