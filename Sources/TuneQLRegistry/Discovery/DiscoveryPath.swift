import TuneQLJSON

/// The path of a method, with a placeholder for each value that a call may choose.
///
/// A document has two forms: `v1/{+name}` with a pattern for `name`, and the flat
/// `v1/projects/{projectsId}/jobs/{jobsId}`. The flat placeholders become the parameters, except
/// where they say less than the first form: `v1/{v1Id}/{v1Id1}/assets` is `v1/{+parent}/assets`.
struct DiscoveryPath {
    /// The path with placeholders, `{+name}` for values of several segments.
    let template: String
    /// The names of the placeholders in their order, without the plus sign.
    let names: [String]
    /// The parameters of the first form whose parts the placeholders are, by its name.
    ///
    /// The values are templates: `projects/{projectsId}/jobs/{jobsId}` for `name`.
    let expansions: [String: String]

    init(of method: DiscoveryMethod) {
        let path = method.tree["path"]?.string ?? ""
        let flat = method.tree["flatPath"]?.string
        var expansions: [String: String] = [:]
        if let flat, let values = DiscoveryAlignment(path: path, flat: flat, method: method).values
        {
            var output = ""
            for piece in Self.pieces(of: path) {
                guard case .value(let name, true) = piece, let value = values[name] else {
                    output += piece.text
                    continue
                }
                let expansion = Self.expansion(value, of: name, in: method)
                output += expansion
                expansions[name] = expansion
            }
            template = output
        } else {
            template = path
        }
        self.expansions = expansions
        names = Self.pieces(of: template).compactMap { piece in
            guard case .value(let name, _) = piece else { return nil }
            return name
        }
    }

    /// The part of the flat path for a value, with the multi-segment placeholder marked.
    private static func expansion(
        _ value: String,
        of name: String,
        in method: DiscoveryMethod
    ) -> String {
        guard let pattern = method.parameter(name)?["pattern"]?.string else {
            // Nothing says that its slashes separate anything, so they stay.
            return value == "{\(name)}" ? "{+\(name)}" : value
        }
        let segments = DiscoveryPattern(pattern)
        if isSynthetic(value) {
            return segments.count > 1 || segments.isOpen ? "{+\(name)}" : "{\(name)}"
        }
        guard segments.isOpen, let brace = value.lastIndex(of: "{") else { return value }
        return value[..<brace] + "{+" + value[value.index(after: brace)...]
    }

    /// Whether the first placeholder is named after the version before it, as in `{v1Id}`.
    private static func isSynthetic(_ value: String) -> Bool {
        value.hasPrefix("{v")
            && value.utf8.dropFirst(2).first.map { (0x30...0x39).contains($0) }
                ?? false
    }
}

extension DiscoveryPath {
    /// A part of a path: fixed text, or a placeholder.
    enum Piece: Hashable {
        case literal(String)
        case value(name: String, isReserved: Bool)

        var text: String {
            switch self {
            case .literal(let text): text
            case .value(let name, let isReserved): isReserved ? "{+\(name)}" : "{\(name)}"
            }
        }
    }

    static func pieces(of path: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = path[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { pieces.append(.literal(String(rest[..<open]))) }
            let name = rest[rest.index(after: open)..<close]
            let isReserved = name.hasPrefix("+")
            pieces.append(
                .value(name: String(isReserved ? name.dropFirst() : name), isReserved: isReserved)
            )
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.literal(String(rest))) }
        return pieces
    }
}
