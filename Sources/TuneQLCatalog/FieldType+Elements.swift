extension FieldType {
    /// The enumeration values of this type, or of its elements.
    package var enumValues: [String] {
        switch self {
        case .enumeration(let values): values
        case .array(let type), .map(let type): type.enumValues
        default: []
        }
    }

    /// The name of this type's message, or of its elements' message.
    package var message: String? {
        switch self {
        case .message(let name): name
        case .array(let type), .map(let type): type.message
        default: nil
        }
    }
}
