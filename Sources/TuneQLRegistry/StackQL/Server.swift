import TuneQLCatalog
import TuneQLJSON

/// A server of a document: an origin, a path before all paths, and variables in both.
struct Server {
    /// `https://host`, with `{name}` placeholders.
    var origin: String
    /// Without a slash at its end.
    var path: String
    var parameters: [Parameter] = []

    /// The variables that choose among a provider's own installations, so that a default is real.
    private static let installations: Set<String> = [
        "region", "site", "protocol", "scheme", "port", "basepath", "version", "api_version",
    ]

    init(url: String, variables: JSONValue?, at position: DocumentPosition) throws(DocumentError) {
        guard let parts = ServerURL(url) else {
            throw position.error(.expected("an absolute https URL", for: "servers"))
        }
        origin = parts.origin
        path = parts.path
        for name in parts.names {
            let location: Parameter.Location = origin.contains("{\(name)}") ? .server : .path
            parameters.append(
                Self.parameter(name, variables?[name] ?? .null, location)
            )
        }
    }

    private static func parameter(
        _ name: String,
        _ variable: JSONValue,
        _ location: Parameter.Location
    ) -> Parameter {
        let values = variable["enum"]?.array?.compactMap(\.spelling) ?? []
        let value = defaultValue(of: name, variable, among: values)
        return Parameter(
            name: name,
            location: location,
            isRequired: value == nil,
            type: values.isEmpty ? .string(format: nil) : .enumeration(values),
            description: variable["description"]?.spelling ?? "",
            defaultValue: value,
            environmentVariable: variable["x-stackQL-envVar"]?.string
        )
    }

    /// The default of a variable, unless it only shows what a value looks like.
    ///
    /// A token must not be sent to the `my-org` of a document, which is somebody else's.
    private static func defaultValue(
        of name: String,
        _ variable: JSONValue,
        among values: [String]
    ) -> String? {
        guard let text = variable["default"]?.spelling, !text.isEmpty else { return nil }
        if values.contains(text) { return text }
        let isReal = values.isEmpty && installations.contains(name.lowercased())
        return isReal && text.lowercased() != name.lowercased() ? text : nil
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
