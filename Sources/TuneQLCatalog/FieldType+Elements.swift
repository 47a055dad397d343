extension FieldType {
    /// The values of the enumeration that this is, or is a list or map of.
    package var enumValues: [String] {
        switch self {
        case .enumeration(let values): values
        case .array(let type), .map(let type): type.enumValues
        default: []
        }
    }

    /// The message that this is, or is a list or map of.
    package var message: String? {
        switch self {
        case .message(let name): name
        case .array(let type), .map(let type): type.message
        default: nil
        }
    }
}
