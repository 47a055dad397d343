/// The members of a page's items that become cells, in order.
package struct JSONLayout: Sendable, Hashable {
    /// The names on the path from the page to its array of items; empty when the page is one item.
    package var itemsPath: [String]
    /// The members wanted of an item, one for each column; no name may occur twice.
    package var columns: [String]
    /// The top-level member that holds the token of the next page; nil when there is none.
    package var tokenName: String?
    /// The names allowed in each object on the path to the items, from the page itself on.
    ///
    /// Objects beyond the end of this list may have any names.
    package var envelope: [[String]]
    /// Names that no member may have: other spellings of the names that are read.
    package var otherSpellings: [String]

    package init(
        itemsPath: [String],
        columns: [String],
        tokenName: String? = "nextPageToken",
        envelope: [[String]] = [],
        otherSpellings: [String] = []
    ) {
        self.itemsPath = itemsPath
        self.columns = columns
        self.tokenName = tokenName
        self.envelope = envelope
        self.otherSpellings = otherSpellings
    }
}
