import TuneQLCatalog
import TuneQLJSON

/// The made-up rows that a scan returns while its calls are only recorded.
///
/// A call made without any rows is made in any case; one made with the same values for two kinds of
/// rows depends on whether there are rows, and not on their values.
package enum ProbeRows: Sendable, Hashable {
    case none
    /// One for each call, NULL except for the parameters of the call.
    case blanks
    /// One for each call, with values that no service returns.
    case samples

    /// The value of each part of a sample's name.
    static let sampleID = "~"

    /// An item of the response; nil if there is none.
    func item(of resource: Resource, columns: [String]) -> String? {
        switch self {
        case .none: return nil
        case .blanks: return "{}"
        case .samples:
            let members = columns.compactMap { name in
                resource.columns.first { $0.name == name }.map {
                    "\"\(name)\":\(Self.sample(of: $0, in: resource))"
                }
            }
            return "{\(members.joined(separator: ","))}"
        }
    }

    private static func sample(of field: Field, in resource: Resource) -> String {
        if field.name == resource.nameColumn, let text = resource.nameTemplate {
            let template = NameTemplate(text)
            let parts = template.parameters.map { ($0, sampleID) }
            let name = template.name(with: Dictionary(parts) { first, _ in first })
            return "\"\(name ?? sampleID)\""
        }
        return switch field.type {
        case .string, .enumeration: "\"~\""
        case .int64String: "\"-7\""
        case .integer, .number: "-7"
        case .boolean: "true"
        case .timestamp: "\"0001-01-01T00:00:00Z\""
        case .message, .map: "{}"
        case .array: "[]"
        case .any: "null"
        }
    }
}
