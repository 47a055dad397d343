import TuneQLScan

extension DeclaredType {
    /// The type of a local column with such values.
    static func of(_ kind: ResultColumn.Kind) -> String {
        switch kind {
        case .any: ""
        case .integer: "INTEGER"
        case .real: "REAL"
        case .boolean: "BOOLEAN"
        case .json: json
        case .timestamp: timestamp
        }
    }
}
