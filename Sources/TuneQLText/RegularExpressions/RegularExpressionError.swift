/// The error for a text that is not a regular expression.
package struct RegularExpressionError: Error, Hashable {
    /// The mistake, such as `a [ is not closed`.
    package var reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
