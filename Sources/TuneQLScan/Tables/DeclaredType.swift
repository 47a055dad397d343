package import TuneQLCatalog
import TuneQLText

/// The types with which columns are declared to SQLite.
///
/// JSON and TIMESTAMP contain the word TEXT, or SQLite would give them numeric affinity: then
/// `createTime > '2024'` would compare the text with the integer 2024.
package enum DeclaredType {
    /// The type of columns that hold JSON.
    package static let json = "JSON TEXT"
    /// The type of columns that hold times.
    package static let timestamp = "TIMESTAMP TEXT"
    /// Times mixed with texts that are not times.
    package static let mixedTimestamp = "TIMESTAMP ANY TEXT"

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

    /// The type of a local column by its declaration; nil if that does not determine the values.
    package static func field(of declared: String) -> FieldType? {
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

    /// The declaration of a column, with the collation for its order.
    static func declaration(of field: Field) -> String { declaration(field.name, field.type) }

    /// The declaration of the hidden column with a row's own value.
    static func declaration(of column: SharedColumn) -> String {
        declaration(column.ownName, column.field.type, " HIDDEN")
    }

    private static func declaration(
        _ name: String,
        _ type: FieldType,
        _ hidden: String = ""
    ) -> String {
        let collation = type == .timestamp ? " COLLATE \(Chronology.collationName)" : ""
        return "\(name.quotedAsName) \(of(type))\(hidden)\(collation)"
    }
}
