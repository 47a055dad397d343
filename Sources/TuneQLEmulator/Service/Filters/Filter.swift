/// A filter of a list, as a tree.
indirect enum Filter: Sendable, Hashable {
    case all([Filter])
    case any([Filter])
    case not(Filter)
    case comparison(Comparison)
}

/// One comparison of a filter, with its field found in the schema.
struct Comparison: Sendable, Hashable {
    enum Operation: String, Sendable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case has = ":"
    }

    var column: JobColumn
    /// The names below the column.
    var path: [String]
    /// The type of the field at the end of the path.
    var type: SchemaType
    var operation: Operation
    var value: String
    /// Whether the value was unquoted, so that a lone `*` means presence.
    var isWord: Bool
}
