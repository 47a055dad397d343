import TuneQLCatalog
import TuneQLText

/// How SQLite knows a column's type.
///
/// JSON and TIMESTAMP carry the word TEXT, or SQLite would take them for numbers: then
/// `createTime > '2024'` would compare the text with the integer 2024.
enum DeclaredType {
    static let json = "JSON TEXT"
    static let timestamp = "TIMESTAMP TEXT"
    /// Times, and texts that stand where there is none.
    static let mixedTimestamp = "TIMESTAMP ANY TEXT"

    static func of(_ type: FieldType) -> String {
        switch type {
        case .string, .enumeration: "TEXT"
        case .int64String, .integer: "INTEGER"
        case .number: "REAL"
        case .boolean: "BOOLEAN"
        case .timestamp: timestamp
        case .message, .map, .array, .any: json
        }
    }

    /// The type that a local column was declared with; nil when it says nothing of the values.
    static func field(of declared: String) -> FieldType? {
        switch declared.uppercased() {
        case "TEXT": .string(format: nil)
        case "INTEGER", "INT": .integer
        case "REAL": .number
        case "BOOLEAN": .boolean
        case timestamp: .timestamp
        case json: .any
        default: nil
        }
    }

    /// The declaration of a column, with the collation that its order needs.
    static func declaration(of field: Field) -> String {
        let collation = field.type == .timestamp ? " COLLATE \(Chronology.collationName)" : ""
        return "\(field.name.quotedAsName) \(of(field.type))\(collation)"
    }
}
