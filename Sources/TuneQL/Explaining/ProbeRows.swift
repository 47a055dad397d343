import TuneQLCatalog
import TuneQLJSON

/// The rows that a scan gives while its calls are only noted.
///
/// What is called whatever the rows are is called without any; and what is called with the same values for
/// two different kinds of rows does not depend on what is in them.
enum ProbeRows: Sendable, Hashable {
    case none
    /// One for each call, NULL but for the parameters of the call.
    case blanks
    /// One for each call, with values that no service gives.
    case samples

    /// What the parts of a sample's name are.
    static let sampleID = "~"

    /// An item of the answer; nil when there is none.
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
