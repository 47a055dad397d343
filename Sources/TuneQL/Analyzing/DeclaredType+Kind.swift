import TuneQLScan

extension DeclaredType {
    /// The declared type of a local column with values of a kind.
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
