import TuneQLCatalog
import TuneQLSyntax

/// A reference that names a column, and the way from there into its value.
struct ResolvedColumn {
    /// Whose schema the type belongs to; nil when the type is not known.
    var resource: Resource?
    /// Whether it is a column of the resource itself, and not of a query over it.
    var isDirect = false
    var name: String
    var type: FieldType
    /// The steps behind the column's name.
    var steps: [ColumnReference.PathStep]
    /// Where the column's name ends in the text.
    var end: Int
}

extension FieldType {
    /// Whether values are objects, arrays or anything else that JSON text stands for.
    var isJSON: Bool {
        switch self {
        case .message, .map, .array, .any: true
        default: false
        }
    }
}
