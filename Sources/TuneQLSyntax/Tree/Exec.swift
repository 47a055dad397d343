/// `EXEC resource.method @name = value, … [@@json = body]`, or with a query, a call for each row.
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
    /// The query whose columns are the parameters.
    package var source: Query?
    /// In a FROM, the common tables that its values and its query may name.
    package var with: [CommonTable] = []
    /// From the word EXEC to the end.
    package var range: Range<Int>
}

/// An item of a FROM whose rows come from the response of a call.
package struct ExecSource: Sendable {
    package var exec: Exec
    package var alias: Identifier?
    /// Includes parentheses around the EXEC, if there are any, but not the alias.
    package var range: Range<Int>
}
