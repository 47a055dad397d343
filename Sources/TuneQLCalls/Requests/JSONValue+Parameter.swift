import TuneQLCatalog
import TuneQLJSON

extension JSONValue {
    /// The value of a parameter that is sent in a request's body.
    ///
    /// What is not of the type is sent as text, for the service to refuse.
    ///
    /// - Parameters:
    ///   - text: The value, as a statement gives it.
    ///   - type: The type of the parameter.
    init(_ text: String, as type: FieldType) {
        switch type {
        case .boolean where ["1", "true"].contains(text): self = true
        case .boolean where ["0", "false"].contains(text): self = false
        case .integer, .number: self = Self.parsed(text) { $0.isNumber } ?? .string(text)
        case .array(let element):
            self =
                Self.parsed(text) { $0.array != nil } ?? .array([JSONValue(text, as: element)])
        case .message, .map: self = Self.parsed(text) { $0.object != nil } ?? .string(text)
        case .any: self = Self.parsed(text) { _ in true } ?? .string(text)
        default: self = .string(text)
        }
    }

    private static func parsed(_ text: String, where isWanted: (JSONValue) -> Bool) -> JSONValue? {
        guard let value = try? JSONValue(parsing: text), isWanted(value) else { return nil }
        return value
    }

    private var isNumber: Bool {
        guard case .number = self else { return false }
        return true
    }
}
