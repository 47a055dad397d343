import TuneQLText

/// The query of a request, read by the method's parameters and the standard ones.
struct RequestParameters: Sendable {
    var style = OutputStyle()
    var filter: String?
    var pageToken: String?
    /// The page size as asked for; 0 leaves it to the service.
    var pageSize = 0

    private static let ignored: Set<String> = [
        "key", "access_token", "oauth_token", "quotaUser", "callback", "xgafv", ".xgafv",
        "uploadType", "upload_protocol",
    ]

    /// Whether the query asks for indented text, so that errors in it can be written likewise.
    static func isIndented(_ query: [(name: String, value: String)]) -> Bool {
        let item = query.last { $0.name == "prettyPrint" || $0.name == "$prettyPrint" }
        return item.flatMap { boolean($0.value) } ?? true
    }

    init(_ query: [(name: String, value: String)], for route: Route) throws(APIError) {
        var unknown: [APIError.Violation] = []
        for (name, value) in query {
            let standard = name.first == "$" ? String(name.dropFirst()) : name
            if try readStandard(standard, value, for: route) { continue }
            guard let parameter = route.parameters.first(where: { $0.isSpelled(name) }) else {
                unknown.append(APIError.Violation(description: Self.cannotBind(name)))
                continue
            }
            try read(parameter, value)
        }
        guard unknown.isEmpty else { throw .invalid(unknown) }
    }

    private static func cannotBind(_ name: String) -> String {
        "Invalid JSON payload received. Unknown name \"\(name)\": Cannot bind query parameter. "
            + "Field '\(name)' could not be found in request message."
    }

    private mutating func readStandard(
        _ name: String,
        _ value: String,
        for route: Route
    ) throws(APIError) -> Bool {
        switch name {
        case "alt": style.hasNumberedEnums = try Self.hasNumberedEnums(value)
        case "prettyPrint":
            guard let flag = Self.boolean(value) else {
                throw .invalid("Invalid value at 'pretty_print' (TYPE_BOOL), \"\(value)\"")
            }
            style.isIndented = flag
        case "fields":
            if !value.isEmpty { style.mask = try Self.mask(value, for: route) }
        default: return Self.ignored.contains(name)
        }
        return true
    }

    private static func hasNumberedEnums(_ value: String) throws(APIError) -> Bool {
        let parts = value.split(separator: ";").map { $0.trimmed }
        guard parts.first == "json" else {
            throw .invalid("Invalid value at 'alt' (TYPE_ENUM), \"\(value)\"", field: "alt")
        }
        return parts.contains("enum-encoding=int")
    }

    private static func mask(_ text: String, for route: Route) throws(APIError) -> ResponseMask {
        guard let mask = ResponseMaskParser.mask(text) else { throw .unknownMaskPath(text) }
        return try mask.resolved(in: .message(route.responseMessage), of: .v1)
    }

    private mutating func read(_ parameter: String, _ value: String) throws(APIError) {
        switch parameter {
        case "filter": filter = value
        case "pageToken": pageToken = value.isEmpty ? nil : value
        case "pageSize": pageSize = try Self.pageSize(value)
        default: break
        }
    }

    private static func pageSize(_ value: String) throws(APIError) -> Int {
        guard let size = Int32(value) else {
            throw .invalid(
                "Invalid value at 'page_size' (TYPE_INT32), \"\(value)\"",
                field: "page_size"
            )
        }
        guard size >= 0 else {
            throw .found([
                APIError.Violation(field: "page_size", description: "Must not be negative.")
            ])
        }
        return Int(size)
    }

    private static func boolean(_ value: String) -> Bool? {
        ["true": true, "false": false, "1": true, "0": false, "": true][value]
    }
}

extension String {
    /// Whether a name is this one in either spelling.
    fileprivate func isSpelled(_ name: String) -> Bool {
        self == name || snakeCased == name
    }
}
