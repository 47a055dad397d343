import TuneQLJSON

extension Pagination {
    private static let pageTokenScheme = "page_token"

    /// The scheme's name, which a catalog stores beside its ``json``.
    var scheme: String {
        switch self {
        case .pageToken: Self.pageTokenScheme
        }
    }

    /// The scheme's parameters, as a catalog stores them.
    var json: JSONValue {
        switch self {
        case .pageToken(let token):
            [
                "parameter": .string(token.parameter), "member": .string(token.member),
                "size": token.size?.json ?? .null,
            ]
        }
    }

    /// Parses a ``scheme`` and its ``json``; nil for anything else.
    init?(scheme: String, json: JSONValue) {
        guard scheme == Self.pageTokenScheme, let parameter = json["parameter"]?.string,
            let member = json["member"]?.string
        else { return nil }
        let size = json["size"].flatMap(PageSize.init(json:))
        self = .pageToken(PageToken(parameter: parameter, member: member, size: size))
    }
}

extension Pagination.PageSize {
    fileprivate var json: JSONValue {
        ["parameter": .string(parameter), "maximum": .number(String(maximum))]
    }

    fileprivate init?(json: JSONValue) {
        guard let parameter = json["parameter"]?.string, let maximum = json["maximum"]?.integer
        else { return nil }
        self.init(parameter: parameter, maximum: maximum)
    }
}
