/// Why a text is not a regular expression, in a few words.
package struct RegularExpressionError: Error, Hashable {
    /// The mistake, such as `a [ is not closed`.
    package var reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
