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
}
