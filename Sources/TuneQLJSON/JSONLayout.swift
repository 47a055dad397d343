/// Which members of a page's items become cells, in order.
package struct JSONLayout: Sendable, Hashable {
    /// The names that lead from the page to its array of items; empty when the page is one item.
    package var itemsPath: [String]
    /// The item's members that are wanted, one for each column; no name may occur twice.
    package var columns: [String]
    /// The top-level member that holds the token of the next page; nil when there is none.
    package var tokenName: String?
    /// The names that objects on the way to the items may have, from the page itself on; objects for
    /// which there are none may have any.
    package var envelope: [[String]]
    /// Names that nothing may have: other spellings of those that are looked for.
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
