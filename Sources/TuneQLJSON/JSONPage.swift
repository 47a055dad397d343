/// The bytes of one response, with the positions of the cells in them.
///
/// The whole text is UTF-8; its outer structure and the scalar members of items are checked. The
/// contents of nested values are only skipped, and are checked when a cell is appended.
///
/// A class, since reading a cell would otherwise count the references of all of a page's parts.
@usableFromInline
package final class JSONPage: Sendable {
    @usableFromInline package let bytes: [UInt8]
    package let layout: JSONLayout
    /// The number of items.
    package let count: Int
    /// The token that asks for the next page; nil at the end, also for an empty one.
    package let nextPageToken: String?

    // Lets scans inline their work for each cell: a call and a closure would cost a fifth.
    @usableFromInline let cells: [JSONCell]
    @usableFromInline let width: Int

    /// Finds the cells of a response.
    ///
    /// - Throws: ``JSONError`` when the text is not JSON, or its items are not where `layout` says.
    package init(_ bytes: [UInt8], layout: JSONLayout) throws(JSONError) {
        guard bytes.count < 1 << 32 else { throw JSONError(.tooLarge, at: bytes.count) }
        try JSONText.checkUTF8(bytes.span)
        var scanner = JSONPageScanner(layout)
        try scanner.page(bytes.span)
        self.bytes = bytes
        self.layout = layout
        self.count = scanner.rows
        self.nextPageToken = scanner.token
        self.cells = scanner.cells
        self.width = layout.columns.count
    }

    /// One item of a page as a page of its own, the last of its list.
    package init(item: Int, of page: JSONPage) {
        bytes = page.bytes
        layout = page.layout
        count = 1
        nextPageToken = nil
        cells = Array(page.cells[item * page.width..<(item + 1) * page.width])
        width = page.width
    }

    /// The cell of an item; `absent` when the item lacks the member.
    @inlinable
    package func slice(row: Int, column: Int) -> JSONSlice {
        cells[row * width + column].slice
    }

    /// Calls `body` with the bytes of a cell as they are in the page.
    @inlinable
    package func withText<Result, Failure: Error>(
        of slice: JSONSlice,
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let bytes = bytes
        return try body(bytes.span.extracting(slice.range))
    }

    /// Whether an object or array is JSON without whitespace, so that its text is its value.
    ///
    /// False also for text that is not JSON, for which ``append(_:to:)`` throws the reason.
    package func isMinified(_ slice: JSONSlice) -> Bool {
        let bytes = bytes
        return JSONText.isMinified(bytes.span.extracting(slice.range))
    }

    /// Appends a cell's value: strings unescaped, objects and arrays minified, the rest as it is.
    ///
    /// - Throws: ``JSONError`` when the cell's contents are not JSON.
    package func append(_ slice: JSONSlice, to output: inout [UInt8]) throws(JSONError) {
        let bytes = bytes
        let text = bytes.span.extracting(slice.range)
        switch slice.kind {
        case .object, .array:
            try JSONText.minify(text, into: &output, from: slice.range.lowerBound)
        case .escapedString:
            try JSONText.unescape(text, into: &output, from: slice.range.lowerBound)
        default:
            output.append(copying: text)
        }
    }
}
