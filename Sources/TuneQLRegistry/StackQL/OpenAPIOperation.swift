import TuneQLCatalog
import TuneQLJSON

/// An operation of a service document, with the keys of its path and of the document.
struct OpenAPIOperation {
    let document: ServiceDocument
    /// Such as `GET`.
    let httpMethod: String
    let path: String
    let tree: JSONValue
    private let pathItem: JSONValue

    /// Follows the `operation.$ref` of a method.
    init(
        _ reference: String,
        in document: ServiceDocument,
        at position: DocumentPosition
    ) throws(DocumentError) {
        let steps = ServiceDocument.steps(of: reference) ?? []
        guard steps.count == 3, steps[0] == "paths",
            let item = document.root["paths"]?[steps[1]],
            let tree = try document.resolved(item, at: position).value[steps[2]]
        else { throw position.error(.unknownOperation(reference)) }
        self.document = document
        self.tree = tree
        httpMethod = steps[2].uppercased()
        path = steps[1]
        pathItem = try document.resolved(item, at: position).value
    }

    var description: String {
        tree["description"]?.spelling ?? tree["summary"]?.spelling ?? ""
    }

    /// A key of the operation, its path or the document: the nearest one that there is.
    func inherited(_ key: String) -> JSONValue? {
        tree[key] ?? pathItem[key] ?? document.root[key]
    }

    /// The first server of `method`, else of the operation, its path or the document.
    func server(of method: JSONValue, at position: DocumentPosition) throws(DocumentError) -> Server
    {
        let servers = method["servers"] ?? inherited("servers")
        guard let tree = servers?.array?.first, let url = tree["url"]?.string else {
            throw position.error(.missing("servers"))
        }
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
                let parameter = try parameter(element, reader: &reader, at: position)
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

    private func parameter(
        _ element: JSONValue,
        reader: inout TypeReader,
        at position: DocumentPosition
    ) throws(DocumentError) -> Parameter {
        let tree = try document.resolved(element, at: position).value
        let name = try position.text("name", of: tree)
        let position = position.inside("parameter \(name)")
        let location = try position.text("in", of: tree)
        guard let location = Parameter.Location(rawValue: location), location != .server else {
            throw position.error(.unsupported("'in: \(location)'"))
        }
        let type = try tree["schema"].map { (schema) throws(DocumentError) in
            try reader.type(of: schema, named: name, at: position)
        }
        return Parameter(
            name: name,
            location: location,
            isRequired: location == .path || tree["required"]?.bool ?? false,
            type: type ?? .string(format: nil),
            description: tree["description"]?.spelling ?? ""
        )
    }

    /// The schema of the request's body; nil when there is none.
    func requestSchema(at position: DocumentPosition) throws(DocumentError) -> JSONValue? {
        guard let body = tree["requestBody"] else { return nil }
        let content = try document.resolved(body, at: position).value["content"]
        return content?["application/json"]?["schema"]
            ?? content?.object?.members.first?.value["schema"]
    }

    /// The schema of the response; nil when it is empty or not JSON.
    ///
    /// `key` is the status that the method names; nil takes the first 2xx.
    func responseSchema(
        key: String?,
        at position: DocumentPosition
    ) throws(DocumentError) -> JSONValue? {
        let members = tree["responses"]?.object?.members ?? []
        let member =
            key.flatMap { key in members.first { $0.name == key } }
            ?? members.first { $0.name.hasPrefix("2") } ?? members.first { $0.name == "default" }
        guard let member else { return nil }
        let content = try document.resolved(member.value, at: position).value["content"]
        return content?["application/json"]?["schema"]
            ?? content?.object?.members.first { $0.name.contains("json") }?.value["schema"]
    }
}
