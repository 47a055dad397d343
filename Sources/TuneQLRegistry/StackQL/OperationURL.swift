import TuneQLCatalog

/// The path of an operation, taken apart: documents write queries and fragments into it.
struct OperationURL {
    /// The path alone, with `{name}` placeholders.
    var path: String
    /// The query parameters that every call has, with their values.
    private var query: [(name: String, value: String)] = []

    /// - Parameters:
    ///   - text: The path as documents have it.
    ///   - reserved: The placeholders for values of several segments, besides `{+name}`.
    init(_ text: String, reserved: [String] = []) {
        let rest = text.prefix { $0 != "#" }
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = reserved.reduce(parts.first.map(String.init) ?? "") { path, name in
            path.replacing("{\(name)}", with: "{+\(name)}")
        }
        for pair in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
            query.append((sides[0], sides.count > 1 ? sides[1] : ""))
        }
    }

    /// The parameters of a method: the described ones, those of the query and of the path.
    ///
    /// A placeholder that nothing describes is a required parameter, and a described one that
    /// occurs nowhere is none.
    func parameters(merging described: [Parameter], origin: String) -> [Parameter] {
        var parameters = described.filter { parameter in
            switch parameter.location {
            case .path: placeholders.contains(parameter.name)
            case .server: origin.contains("{\(parameter.name)}")
            default: true
            }
        }
        for name in placeholders
        where !parameters.contains(where: { $0.location == .path && $0.name == name }) {
            parameters.append(Parameter(name: name, location: .path, isRequired: true))
        }
        for (name, value) in query where !parameters.contains(where: { $0.name == name }) {
            parameters.append(
                Parameter(name: name, location: .query, isRequired: true, defaultValue: value)
            )
        }
        return parameters
    }

    private var placeholders: [String] {
        path.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
            guard let end = $0.firstIndex(of: "}") else { return nil }
            return String($0[..<end].drop { $0 == "+" })
        }
    }
}
