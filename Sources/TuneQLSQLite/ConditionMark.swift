/// A call that accompanies a condition in SQL, and carries a text about it to the table's plan.
///
/// SQLite offers `tuneql_condition(column, 'text')` to the column's virtual table wherever it would
/// let the table use the condition beside it, also inside views, subqueries and joins. The call is
/// always true, so nothing is lost where SQLite evaluates it itself.
package enum ConditionMark {
    /// The name of the function, in lower case.
    package static let function = "tuneql_condition"
}

extension Connection {
    /// Defines the function for columns that are not those of a virtual table.
    package func defineConditionMark() throws(SQLiteError) {
        try defineFunction(ConditionMark.function, argumentCount: 2) { _ in .integer(1) }
    }
}
