package import TuneQLJSON

/// What runs the statements and programs of a stack.
package protocol StackStatements: Sendable {
    /// Runs statements, and returns the rows of the last one.
    ///
    /// - Parameters:
    ///   - sql: One statement, or several with semicolons between.
    ///   - auth: The credentials by provider; nil for those of the process.
    ///   - variables: The variables of the stack, which credentials may name.
    /// - Returns: The rows, as objects of columns; none where the service has no thing of a name.
    /// - Throws: ``StackError`` for everything else that the service refuses.
    func rows(
        of sql: String,
        auth: JSONValue?,
        variables: [String: JSONValue]
    ) async throws(StackError) -> [JSONObject]

    /// Runs a program by the shell, and returns what it wrote to stdout.
    func output(of program: String) async throws(StackError) -> String
}
