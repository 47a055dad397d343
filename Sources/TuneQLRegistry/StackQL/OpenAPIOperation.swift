import TuneQLCatalog
import TuneQLJSON

/// An operation of a service document, with the keys of its path and of the document.
struct OpenAPIOperation {
    let document: ServiceDocument
    /// Such as `GET`.
    let httpMethod: String
    /// The path, with the query that some documents write into it.
    let path: String
    let tree: JSONValue
    /// The steps of the JSON pointer to the operation; empty when it is in another document.
    let pointer: [String]
    private let pathItem: JSONValue

    /// Follows the `operation.$ref` of a method.
    init(
        _ reference: String,
        in document: ServiceDocument,
        at position: DocumentPosition
    ) throws(DocumentError) {
        guard let (file, steps) = ServiceDocument.parts(of: reference),
            steps.count == 3, steps[0] == "paths",
            let item = Self.pathItem(of: reference, in: document),
            let tree = Self.operation(steps[2], of: try document.resolved(item, at: position).value)
        else { throw position.error(.unknownOperation(reference)) }
        self.document = document
        self.tree = try document.resolved(tree, at: position).value
        httpMethod = steps[2].uppercased()
        path = steps[1]
        pointer = file.isEmpty ? steps : []
        pathItem = try document.resolved(item, at: position).value
    }

    private static func pathItem(of reference: String, in document: ServiceDocument) -> JSONValue? {
        let slash = reference.utf8.lastIndex(of: UInt8(ascii: "/"))
        return slash.flatMap { document.value(at: String(reference[..<$0])) }
    }

    /// The operation of an HTTP method, whose name may be in capitals.
    private static func operation(_ method: String, of item: JSONValue) -> JSONValue? {
        item[method] ?? item[method.lowercased()]
            ?? item.object?.members.first { $0.name.lowercased() == method.lowercased() }?.value
    }

    var description: String {
        tree["description"]?.spelling ?? tree["summary"]?.spelling ?? ""
    }

    /// The parameters of the path whose values keep their slashes.
    ///
    /// OpenAPI's paths cannot have `{+name}`.
    var reservedNames: [String] {
        inherited("x-tuneql-segments")?.array?.compactMap(\.string) ?? []
    }

    /// A key of the operation, its path or the document: the nearest one that there is.
    func inherited(_ key: String) -> JSONValue? {
        tree[key] ?? pathItem[key] ?? document.root[key]
    }

    /// The first server of `method`, else of the operation, its path or the document.
    func server(of method: JSONValue, at position: DocumentPosition) throws(DocumentError) -> Server
    {
        let lists = [method["servers"], tree["servers"], pathItem["servers"]]
        let servers = lists + [document.root["servers"]]
        guard let tree = servers.lazy.compactMap({ $0?.array?.first }).first,
            let url = tree["url"]?.string
        else { throw position.error(.missing("servers")) }
        return try Server(url: url, variables: tree["variables"], at: position)
    }

    /// The parameters of the path and of the operation, which prevails.
    func parameters(
        reader: inout TypeReader,
        at position: DocumentPosition
    ) throws(DocumentError) -> [Parameter] {
        var parameters: [Parameter] = []
        for list in [pathItem, tree] {
            for element in try position.list("parameters", of: list) {
                let tree = try document.resolved(element, at: position).value
                let parameter = try ParameterReader(tree: tree, position: position)
                    .parameter(reader: &reader)
                guard let parameter else { continue }
                let same = parameters.firstIndex {
                    $0.name == parameter.name && $0.location == parameter.location
                }
                if let same {
                    parameters[same] = parameter
                } else {
                    parameters.append(parameter)
                }
            }
        }
        return parameters
    }

    /// The body that the operation takes; nil when it takes none.
    func body(at position: DocumentPosition) throws(DocumentError) -> JSONValue? {
        guard let body = tree["requestBody"] else { return nil }
        return try document.resolved(body, at: position).value
    }

    /// The response that a method reads; nil when the operation describes none.
    ///
    /// `key` is the status that the method names; nil takes the first 2xx.
    func response(
        key: String?,
        at position: DocumentPosition
    ) throws(DocumentError) -> JSONValue? {
        let members = tree["responses"]?.object?.members ?? []
        let member =
            key.flatMap { key in members.first { $0.name == key } }
            ?? members.first { $0.name.hasPrefix("2") } ?? members.first { $0.name == "default" }
        guard let member else { return nil }
        return try document.resolved(member.value, at: position).value
    }
}
