/// `EXEC resource.method @name = value, … [@@json = body]`, or with a query: a call for each row.
package struct Exec: Sendable {
    package struct Assignment: Sendable {
        /// Without the `@`; the range includes it.
        package var name: Identifier
        package var value: Expression
    }

    /// The method comes last.
    package var path: [Identifier]
    package var assignments: [Assignment]
    package var jsonBody: Expression?
    /// Its columns are the parameters.
    package var source: Query?
    /// The common tables that its values and its query may name, where it stands in a FROM.
    package var with: [CommonTable] = []
    /// From the word EXEC to the end.
    package var range: Range<Int>
}

/// A member of a FROM whose rows are what a call answers.
package struct ExecSource: Sendable {
    package var exec: Exec
    package var alias: Identifier?
    /// With the parentheses around the EXEC, if there are any, and without the alias.
    package var range: Range<Int>
}
