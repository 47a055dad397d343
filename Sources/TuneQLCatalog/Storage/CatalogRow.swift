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

    func json(_ column: Int) throws(CatalogError) -> JSONValue {
        do { return try JSONValue(parsing: text(column)) } catch {
            throw .damaged("'\(text(column).prefix(80))' is not JSON")
        }
    }

    /// A value from its definition.
    func decoded<Value>(
        _ column: Int,
        as kind: String,
        _ decode: (JSONValue) throws(CatalogError) -> Value?
    ) throws(CatalogError) -> Value {
        guard let value = try decode(try json(column)) else {
            throw .damaged("'\(text(column).prefix(80))' is not a \(kind)")
        }
        return value
    }
}
