import TuneQLJSON

/// A condition on parameters as a mark carries it through SQLite; see ``ConditionMark``.
///
/// SQLite offers each mark for one column. A condition on several has a mark for each of them.
package struct MarkedCondition: Sendable, Hashable {
    /// A piece of the condition's SQL.
    package enum Part: Sendable, Hashable {
        case sql(String)
        /// The value of the column with this number among the condition's columns.
        case column(Int)
    }

    var parts: [Part]
    /// The number of columns that it reads.
    var columnCount: Int

    /// A condition of these pieces.
    package init(parts: [Part], columnCount: Int) {
        self.parts = parts
        self.columnCount = columnCount
    }
}

extension MarkedCondition {
    /// The text of the mark for one of its columns.
    package func mark(forColumn number: Int) -> String {
        let pieces = parts.map { part -> JSONValue in
            switch part {
            case .sql(let text): .string(text)
            case .column(let number): .number("\(number)")
            }
        }
        return JSONValue.array([.number("\(number)"), .number("\(columnCount)")] + pieces).text
    }

    /// Reads a mark's text; fails for any other.
    ///
    /// - Returns: The condition, and the number of the column that the mark represents.
    static func read(_ mark: String) -> (condition: Self, column: Int)? {
        guard let values = (try? JSONValue(parsing: mark))?.array, values.count > 2 else {
            return nil
        }
        let numbers = values.prefix(2).compactMap(Self.number)
        guard numbers.count == 2 else { return nil }
        let parts = values.dropFirst(2).compactMap { value in
            value.string.map(Part.sql) ?? number(value).map(Part.column)
        }
        return (Self(parts: parts, columnCount: numbers[1]), numbers[0])
    }

    private static func number(_ value: JSONValue) -> Int? {
        guard case .number = value else { return nil }
        return Int(value.text)
    }
}
