extension Parser {
    /// `ASSERT query`, or `ASSERT expression [AS 'name']`, as other databases have it.
    mutating func assertion() throws(SyntaxError) -> Assertion {
        advance()
        if isAt(.select) || isAt(.values) || isAt(.with) {
            return Assertion(form: .query(try query()))
        }
        let expression = try expression("SELECT, or a condition,")
        let alias = accept(.as) ? try name("the name of the assertion") : nil
        return Assertion(form: .expression(expression), alias: alias)
    }
}
