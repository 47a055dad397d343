import TuneQLJSON

/// A value of a manifest and the names that lead to it.
struct ManifestNode {
    var value: JSONValue
    var pointer: [String]

    /// A member that is there and not null.
    func member(_ name: String) -> ManifestNode? {
        guard let value = value[name], value != .null else { return nil }
        return ManifestNode(value: value, pointer: pointer + [name])
    }

    func elements(_ what: String) throws(ManifestProblem) -> [ManifestNode] {
        guard let array = value.array else { throw problem("\(what) must be a list") }
        return array.enumerated().map { index, value in
            ManifestNode(value: value, pointer: pointer + [String(index)])
        }
    }

    /// The elements of a member that is a list; none without it.
    func list(_ name: String) throws(ManifestProblem) -> [ManifestNode] {
        try member(name)?.elements(name) ?? []
    }

    /// A scalar as text.
    func text(_ what: String) throws(ManifestProblem) -> String {
        switch value {
        case .string(let text), .number(let text): return text
        case .bool(let value): return value ? "true" : "false"
        default: throw problem("\(what) must be text")
        }
    }

    /// The text of a member, if there is one.
    func text(of name: String) throws(ManifestProblem) -> String? {
        try member(name)?.text(name)
    }

    func problem(_ message: String, help: String? = nil) -> ManifestProblem {
        ManifestProblem(message: message, help: help, pointer: pointer)
    }
}

/// A mistake in a manifest and the names that lead to it.
struct ManifestProblem: Error {
    var message: String
    var help: String?
    var pointer: [String]
}
