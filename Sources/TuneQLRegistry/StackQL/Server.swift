import TuneQLCatalog
import TuneQLJSON

/// A server of a document: an origin, a path before all paths, and variables in both.
struct Server {
    /// `https://host`, with `{name}` placeholders.
    var origin: String
    /// Without a slash at its end.
    var path: String
    var parameters: [Parameter] = []

    init(url: String, variables: JSONValue?, at position: DocumentPosition) throws(DocumentError) {
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
            throw position.error(.expected("an absolute https URL", for: "servers"))
        }
        let schemeEnd = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        let slash = url[schemeEnd...].firstIndex(of: "/") ?? url.endIndex
        origin = String(url[..<slash])
        path = String(url[slash...])
        while path.hasSuffix("/") { path.removeLast() }
        for variable in variables?.object?.members ?? [] {
            let isUsed = url.contains("{\(variable.name)}")
            if isUsed { parameters.append(Self.parameter(variable)) }
        }
    }

    private static func parameter(_ variable: JSONMember) -> Parameter {
        let values = variable.value["enum"]?.array?.compactMap(\.spelling) ?? []
        let defaultValue = variable.value["default"]?.spelling
        return Parameter(
            name: variable.name,
            location: .server,
            isRequired: defaultValue == nil,
            type: values.isEmpty ? .string(format: nil) : .enumeration(values),
            description: variable.value["description"]?.spelling ?? "",
            defaultValue: defaultValue
        )
    }

    /// The hosts of the document's `x-tuneql-hosts`; without it all calls go to this server.
    func hostRule(_ rule: JSONValue?, at position: DocumentPosition) throws(DocumentError)
        -> HostRule
    {
        guard let rule else { return HostRule(otherwise: origin, fallback: origin) }
        let position = position.inside("x-tuneql-hosts")
        var exceptions: [String: String] = [:]
        for member in rule["hosts"]?.object?.members ?? [] {
            exceptions[member.name] = member.value.spelling
        }
        return HostRule(
            parameter: try position.text("parameter", of: rule),
            exceptions: exceptions,
            otherwise: try position.text("otherwise", of: rule),
            fallback: origin
        )
    }
}
