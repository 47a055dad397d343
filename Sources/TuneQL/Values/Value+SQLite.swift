import TuneQLSQLite

extension Value {
    /// A value that SQLite stored.
    init(_ value: SQLiteValue) {
        switch value {
        case .null: self = .null
        case .integer(let value): self = .integer(value)
        case .real(let value): self = .real(value)
        case .text(let text): self = .text(text)
        case .blob(let bytes): self = .blob(bytes)
        }
    }

    /// The value as SQLite stores it.
    var stored: SQLiteValue {
        switch self {
        case .null: .null
        case .integer(let value): .integer(value)
        case .real(let value): .real(value)
        case .text(let text), .json(let text): .text(text)
        case .boolean(let value): .integer(value ? 1 : 0)
        case .blob(let bytes): .blob(bytes)
        }
    }
}
