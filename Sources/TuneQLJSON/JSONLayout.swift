/// Which members of a page's items become cells, in order.
package struct JSONLayout: Sendable, Hashable {
    /// The names that lead from the page to its array of items; empty when the page is one item.
    package var itemsPath: [String]
    /// The item's members that are wanted, one for each column; no name may occur twice.
    package var columns: [String]
    /// The top-level member that holds the token of the next page; nil when there is none.
    package var tokenName: String?

    package init(itemsPath: [String], columns: [String], tokenName: String? = "nextPageToken") {
        self.itemsPath = itemsPath
        self.columns = columns
        self.tokenName = tokenName
    }
}
