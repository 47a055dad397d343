/// What may stand at the cursor.
enum Place: Equatable {
    /// Text of the user's own: a comment, a number, a new name.
    case nothing
    /// The first word of a statement.
    case statement
    /// The name of a table that is read or written.
    case table
    /// The name of a provider.
    case provider
    /// The name of a service.
    case service
    /// The name of a method to call.
    case method
    /// A parameter of the method with this path.
    case argument(of: [String])
    /// One of these words, and nothing else.
    case words([String])
    /// The name of a setting.
    case setting
    /// The value of a setting.
    case settingValue(String)
    /// A column of an INSERT's list.
    case insertColumn(of: [String])
    /// A column of an UPDATE's SET.
    case changedColumn
    /// The beginning of an expression, which is compared with what a path names; with nothing if it is empty.
    case operand(beside: [String])
    /// What follows an expression, in a clause.
    case afterOperand(Clause)
    /// A text in quotes that is compared with, or given to, what this path names.
    case value(of: [String])
    /// The value of a method's parameter.
    case argumentValue(of: [String], parameter: String)
    /// The name of a file, in quotes.
    case file

    /// The part of a SELECT, or of another statement, that an expression is in.
    enum Clause: Equatable {
        case results, from, condition, group, having, order, limit, values, assignment, other
    }
}
