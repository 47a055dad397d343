import TuneQLJSON
import TuneQLSQLite

/// A row of a catalog's table, read by position.
struct CatalogRow: Sendable {
    var values: [SQLiteValue]

    func optional(_ column: Int) -> String? {
        guard case .text(let text) = values[column] else { return nil }
        return text
    }

    func text(_ column: Int) -> String {
        optional(column) ?? ""
    }

    func integer(_ column: Int) -> Int64 {
        guard case .integer(let value) = values[column] else { return 0 }
        return value
    }

    func flag(_ column: Int) -> Bool {
        integer(column) != 0
    }

    func json(_ column: Int) throws(CatalogError) -> JSONValue {
        do { return try JSONValue(parsing: text(column)) } catch {
            throw .damaged("'\(text(column))' is not JSON")
        }
    }

    func list(_ column: Int) throws(CatalogError) -> [String] {
        try json(column).array?.compactMap(\.string) ?? []
    }

    func type(_ column: Int) throws(CatalogError) -> FieldType {
        guard let type = FieldType(shape: try json(column)) else {
            throw .damaged("'\(text(column))' is not a type")
        }
        return type
    }

    /// A field whose columns begin at `column`: name, flags, description, shape.
    func field(_ column: Int) throws(CatalogError) -> Field {
        Field(
            name: text(column),
            type: try type(column + 5),
            isOutputOnly: flag(column + 1),
            isRequired: flag(column + 2),
            isDeprecated: flag(column + 3),
            description: text(column + 4)
        )
    }
}
