/// A `SET name = value`.
package struct Setting: Sendable, Hashable {
    package enum Value: Sendable, Hashable {
        case literal(Literal)
        /// Anything else, as written.
        case text(String)
    }

    /// The parts, separated by dots, like `$.auth.google.credentialsfilepath`.
    package var name: String
    package var nameRange: Range<Int>
    package var value: Value
    package var valueRange: Range<Int>
}
