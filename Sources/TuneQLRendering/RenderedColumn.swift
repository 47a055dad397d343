/// A column of a result: its name and the kind of its values.
package struct RenderedColumn: Sendable, Hashable {
    /// The kind of a column's values; a cell of another type is shown by its own type.
    package enum Kind: Sendable, Hashable {
        case text, integer, real, timestamp
        /// 1 and 0 are shown as `true` and `false`.
        case boolean
        /// Text that may be JSON, as from SQL expressions: each cell is checked, and invalid JSON
        /// becomes a string.
        case json
        /// Text whose every cell is known to be JSON without line breaks between tokens.
        case checkedJSON
    }

    package var name: String
    package var kind: Kind

    package init(_ name: String, _ kind: Kind = .text) {
        self.name = name
        self.kind = kind
    }

    /// Whether cells are aligned to the right.
    var isNumeric: Bool {
        kind == .integer || kind == .real
    }
}
