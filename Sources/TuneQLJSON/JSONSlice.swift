/// A cell of a page: the position and kind of its JSON text.
@usableFromInline
package struct JSONSlice: Sendable, Hashable {
    @usableFromInline
    package enum Kind: UInt8, Sendable {
        case absent, null, `false`, `true`, integer, real
        /// A string without escapes: the text between the quotes is the value.
        case string
        /// A string with escapes.
        case escapedString
        case object, array
        /// Bytes that are not text.
        case bytes
    }

    @usableFromInline package var kind: Kind
    /// The bytes of the value in the page; without the quotes for strings.
    @usableFromInline package var range: Range<Int>

    @inlinable
    package init(kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}
