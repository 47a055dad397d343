import TuneQLCatalog
import TuneQLText

extension NestedField {
    /// The path as SQLite's JSON functions read it: `$."a"[0]`.
    var path: String {
        steps.reduce("$") { path, step in
            switch step {
            case .key(let name): path + name.jsonPathStep
            case .index(let index): path + "[\(index)]"
            }
        }
    }

    /// The SQL around the column: its value at the path, as a value of the type.
    var sql: (before: String, after: String) {
        let end = ", \(path.quotedAsText))"
        return switch type {
        case .int64String, .integer: ("int64(json_extract(", end + ")")
        case .number: ("float64(json_extract(", end + ")")
        case .string, .enumeration: ("CAST(json_extract(", end + " AS TEXT)")
        case .boolean, .timestamp, .message, .map, .array, .any: ("json_extract(", end)
        }
    }
}
