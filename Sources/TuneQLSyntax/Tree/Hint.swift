/// A word of a `/*+ … */` comment behind a verb.
package struct Hint: Sendable, Hashable {
    /// In capitals.
    package var name: String
    package var range: Range<Int>
}
