import TuneQLCatalog
import TuneQLJSON
import TuneQLTransport

extension Method {
    /// Whether its responses may say that rows are missing.
    var namesMissingRows: Bool { !unreachable.isEmpty || warning != nil }
}

extension JSONPage {
    /// The places that did not respond to the service, so that their rows are missing.
    func unreachedPlaces(_ method: Method) throws(JSONError) -> [String] {
        var names: [String] = []
        for member in method.unreachable {
            guard let value = try value(at: method.inResponse([member])) else { continue }
            names += value.placeNames
        }
        guard let warning = method.warning else { return names }
        for (scope, value) in try scopeMembers {
            if let code = warning.code(of: value) { names.append("\(scope) (\(code))") }
        }
        // The warning of a page repeats what its other members say.
        guard names.isEmpty, warning.isOfPage,
            let value = try value(at: method.inResponse([warning.name])),
            let code = warning.code(of: value)
        else { return names }
        return [[code, value["message"]?.string].compactMap(\.self).joined(separator: ": ")]
    }
}

extension PageWarning {
    /// The code of a warning that tells of missing rows; nil for others.
    fileprivate func code(of warning: JSONValue) -> String? {
        guard let code = warning["code"]?.string, !code.isEmpty else { return nil }
        return harmlessCodes.contains(code) ? nil : code
    }
}

extension JSONValue {
    /// The names in a list of places, whose form differs between services.
    fileprivate var placeNames: [String] {
        switch self {
        case .null, .bool(false): []
        case .string(let name): name.isEmpty ? [] : [name]
        case .array(let elements): elements.flatMap(\.placeNames)
        case .object(let object): object.members.isEmpty ? [] : [object.placeName ?? text]
        case .bool(true), .number: [text]
        }
    }
}

extension JSONObject {
    private static let names = ["name", "location", "locationId", "zone", "region", "id"]

    fileprivate var placeName: String? {
        Self.names.lazy.compactMap { self[$0]?.string }.first { !$0.isEmpty }
    }
}

extension CallError {
    /// The number of places that a message names.
    private static let shownPlaces = 10

    /// The error for rows that are missing, since places did not respond to the service.
    static func unreachable(_ names: [String], from request: String) -> CallError {
        let shown = names.prefix(shownPlaces).map { ReadableText.line($0) }
        let others = names.count > shown.count ? " and \(names.count - shown.count) more" : ""
        return CallError(
            kind: .unreachable,
            message: "\(request) lacks the rows of places that did not respond: "
                + shown.joined(separator: ", ") + others,
            request: request,
            help: "try again later"
        )
    }
}
