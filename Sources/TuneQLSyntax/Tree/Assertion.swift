/// A condition that has to hold: `ASSERT SELECT …`, or `ASSERT expression [AS 'name']`.
package struct Assertion: Sendable {
    package enum Form: Sendable {
        /// The first column of each row is the condition.
        case query(Query)
        case expression(Expression)
    }

    package var form: Form
    /// The name after an expression.
    package var alias: Identifier?

    /// What is asserted, in the user's words: the name after AS, or that of the first column.
    package var name: String? {
        if let alias { return alias.text }
        guard case .query(let query) = form,
            case .expression(_, let alias?)? = query.body.first?.results.first?.kind
        else { return nil }
        return alias.text
    }
}
