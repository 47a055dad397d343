package import TuneQLCatalog

/// The way to read the cells of a column, by its type in the schema.
///
/// It is one byte, cheap to pass for each cell.
package enum CellType: Sendable {
    /// Values stay JSON text.
    case json
    /// Digits are an integer, also inside a string.
    case integer
    /// Numbers are real.
    case number
    /// Values have the type of their JSON.
    case plain

    /// The way to read cells of a schema's type.
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
