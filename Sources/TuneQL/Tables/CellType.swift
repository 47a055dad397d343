package import TuneQLCatalog

/// What the schema's type of a column means for reading its cells: one byte, cheap to pass for each.
package enum CellType: Sendable {
    /// Values stay JSON text.
    case json
    /// Digits are an integer, in a string as well.
    case integer
    /// Numbers are real.
    case number
    /// Values are what they look like.
    case plain

    package init(_ type: FieldType) {
        self =
            switch type {
            case .message, .map, .array, .any: .json
            case .int64String, .integer: .integer
            case .number: .number
            case .string, .enumeration, .boolean, .timestamp: .plain
            }
    }
}
