/// A column of a result: its name and what its cells stand for.
package struct RenderedColumn: Sendable, Hashable {
    /// What the cells of a column stand for; cells that don't fit are shown as what they are.
    package enum Kind: Sendable, Hashable {
        case text, integer, real, timestamp
        /// 1 and 0 are shown as `true` and `false`.
        case boolean
        /// Text that may be JSON, as SQL expressions make it: each cell is checked, and what is no
        /// JSON becomes a string.
        case json
        /// Text of which each cell was checked to be JSON without line breaks between its tokens.
        case checkedJSON
    }

    package var name: String
    package var kind: Kind

    package init(_ name: String, _ kind: Kind = .text) {
        self.name = name
        self.kind = kind
    }

    /// Whether cells stand at the right of their column.
    var isNumeric: Bool {
        kind == .integer || kind == .real
    }
}
