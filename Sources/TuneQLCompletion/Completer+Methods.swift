import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

extension Completer {
    /// The names that continue the path of a method, those that only EXEC calls first.
    func methods(after path: [String], _ prefix: String) throws(CatalogError) -> [Candidate] {
        guard path.count >= 2, let resource = try resource(path) else {
            return try tables(after: path, prefix).map { $0.kind == .resource ? $0.withDot : $0 }
        }
        let methods = resource.methods(for: .exec) + resource.methods.filter { $0.verb != .exec }
        let found = methods.map { method in
            Candidate(method.name, .method, detail: method.needs)
        }
        return path.count == 2 ? try tables(after: path, prefix) + found : found
    }

    /// The parameters of a method that the statement does not give yet, those it has to give first.
    func arguments(of path: [String], _ cut: StatementCut) throws(CatalogError) -> [Candidate] {
        guard let method = try method(path) else { return [] }
        let given = Set(
            (cut.before + cut.after).filter { $0.kind == .variable }
                .map { cut.text(of: $0).dropFirst().lowercased() }
        )
        let open = method.parameters.filter { !given.contains($0.name.lowercased()) }
        let sign = cut.word == .variable(UInt8(ascii: "@")) ? "" : "@"
        let isMissing = { (parameter: Parameter) in
            parameter.isAskedFor && !names.defaults.contains(parameter.name)
        }
        let parameters = (open.filter(isMissing) + open.filter { !isMissing($0) }).map {
            parameter in
            Candidate(
                sign + parameter.name,
                .parameter,
                detail: isMissing(parameter) ? "required" : parameter.type.name
            )
        }
        guard let resource = try resource(path.dropLast()) else { return parameters }
        // The members of the body are given in the same way.
        let members = try body(of: method, of: resource).filter { field in
            !field.isOutputOnly && !given.contains(field.name.lowercased())
        }
        return parameters
            + members.map { Candidate(sign + $0.name, .field, detail: $0.type.name) }
    }

    /// The values that a method's parameter may have.
    func values(
        ofArgument name: String,
        of path: [String]
    ) throws(CatalogError) -> [Candidate] {
        let parameter = try method(path)?.parameters.first { $0.name.isSameName(as: name) }
        guard case .enumeration(let values) = parameter?.type else { return [] }
        return values.map { Candidate($0, .value) }
    }

    private func method(_ path: [String]) throws(CatalogError) -> Method? {
        guard let name = path.last else { return nil }
        return try resource(path.dropLast())?.methods.first { $0.name.isSameName(as: name) }
    }
}

extension Method {
    /// The parameters that a call has to give: `needs projectsId, locationsId`.
    fileprivate var needs: String {
        requiredParameters.isEmpty ? "" : "needs " + requiredParameters.joined(separator: ", ")
    }
}

extension FieldType {
    /// The type in a word.
    var name: String {
        switch self {
        case .string: "text"
        case .int64String, .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .timestamp: "time"
        case .enumeration: "one of its values"
        case .message, .map: "object"
        case .array: "array"
        case .any: "any"
        }
    }
}
