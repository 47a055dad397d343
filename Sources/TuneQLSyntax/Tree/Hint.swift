/// A word of a `/*+ … */` comment after a verb.
package struct Hint: Sendable, Hashable {
    /// In capitals.
    package var name: String
    package var range: Range<Int>
}
