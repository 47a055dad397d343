/// Which members of a page's items become cells, in order.
package struct JSONLayout: Sendable, Hashable {
    /// The names that lead from the page to its array of items; empty when the page is one item.
    package var itemsPath: [String]
    /// The item's members that are wanted, one for each column.
    package var columns: [String]
    /// The top-level member that holds the token of the next page; nil when there is none.
    package var tokenName: String?

    package init(itemsPath: [String], columns: [String], tokenName: String? = "nextPageToken") {
        self.itemsPath = itemsPath
        self.columns = columns
        self.tokenName = tokenName
    }
}

/// A cell of a page: where its JSON text lies and what it is.
package struct JSONSlice: Sendable, Hashable {
    package enum Kind: UInt8, Sendable {
        case absent, null, `false`, `true`, integer, real
        /// A string without escapes: the text between the quotes is the value.
        case string
        /// A string with escapes.
        case escapedString
        case object, array
    }

    package var kind: Kind
    /// The bytes of the value in the page; without the quotes for strings.
    package var range: Range<Int>

    package init(kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}

/// The bytes of one response, with the places of the cells in it.
package struct JSONPage: Sendable {
    package let bytes: [UInt8]
    package let layout: JSONLayout
    /// The number of items.
    package let count: Int
    /// The token that asks for the next page; nil at the end.
    package let nextPageToken: String?

    package init(_ bytes: [UInt8], layout: JSONLayout) throws(JSONError) {
        self.bytes = bytes
        self.layout = layout
        self.count = 0
        self.nextPageToken = nil
    }

    /// The cell of an item; `absent` when the item lacks the member.
    package func slice(row: Int, column: Int) -> JSONSlice {
        JSONSlice(kind: .absent, range: 0..<0)
    }

    /// Appends the value of a cell: a string's text unescaped, an object or array minified,
    /// anything else as it stands.
    ///
    /// - Throws: ``JSONError`` when the cell's inside is not JSON.
    package func append(_ slice: JSONSlice, to output: inout [UInt8]) throws(JSONError) {
    }
}
