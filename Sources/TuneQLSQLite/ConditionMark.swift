/// A call that stands beside a condition in SQL, and carries a text about it to the table's plan.
///
/// SQLite offers `tuneql_condition(column, 'text')` to the virtual table of the column wherever it would
/// let the table use the condition beside it: inside of views, subqueries and joins too. It is
/// always true, so nothing is lost where SQLite keeps it.
package enum ConditionMark {
    /// The name of the function, in small letters.
    package static let function = "tuneql_condition"
}

extension Connection {
    /// Defines the function as it is where its column is none of a virtual table.
    package func defineConditionMark() throws(SQLiteError) {
        try defineFunction(ConditionMark.function, argumentCount: 2) { _ in .integer(1) }
    }
}
