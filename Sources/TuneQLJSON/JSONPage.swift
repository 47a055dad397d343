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
    /// The text that leads to the next page; nil at the end, also for an empty one.
    package let nextPageToken: String?
    /// The cells of the layout's further members, in their order.
    private let marked: [JSONCell]
    private let markedScopes: [(key: JSONCell, value: JSONCell)]

    // Lets scans inline their work for each cell: a call and a closure would cost a fifth.
    @usableFromInline let cells: [JSONCell]
    @usableFromInline let width: Int

    /// Finds the cells of a response.
    ///
    /// - Throws: ``JSONError`` when the text is not JSON, or its items are not where `layout` says.
    package convenience init(_ bytes: [UInt8], layout: JSONLayout) throws(JSONError) {
        guard bytes.count < 1 << 32 else { throw JSONError(.tooLarge, at: bytes.count) }
        if case .contents(let column) = layout.form {
            self.init(contents: bytes, of: column, layout)
            return
        }
        try JSONText.checkUTF8(bytes.span)
        var scanner = JSONPageScanner(layout)
        try scanner.page(bytes.span)
        self.init(
            bytes,
            layout,
            count: scanner.rows,
            cells: scanner.cells,
            token: scanner.token,
            marked: scanner.marked,
            markedScopes: scanner.markedScopes
        )
    }

    private init(
        _ bytes: [UInt8],
        _ layout: JSONLayout,
        count: Int,
        cells: [JSONCell],
        token: String?,
        marked: [JSONCell],
        markedScopes: [(key: JSONCell, value: JSONCell)] = []
    ) {
        self.bytes = bytes
        self.layout = layout
        self.count = count
        self.nextPageToken = token
        self.marked = marked
        self.markedScopes = markedScopes
        self.cells = cells
        self.width = layout.columns.count
    }

    /// A response that is not JSON, as one row.
    private convenience init(contents bytes: [UInt8], of column: String, _ layout: JSONLayout) {
        let isText = !bytes.contains(0) && (try? JSONText.checkUTF8(bytes.span)) != nil
        let contents = JSONCell(isText ? .string : .bytes, 0, bytes.count)
        self.init(
            bytes,
            layout,
            count: 1,
            cells: layout.columns.map { $0 == column ? contents : .absent },
            token: nil,
            marked: layout.members.map { _ in .absent }
        )
    }

    /// One item of a page as a page of its own, the last of its list.
    package convenience init(item: Int, of page: JSONPage) {
        self.init(
            page.bytes,
            page.layout,
            count: 1,
            cells: Array(page.cells[item * page.width..<(item + 1) * page.width]),
            token: nil,
            marked: page.layout.members.map { _ in .absent }
        )
    }

    /// The value of one of the layout's further members; nil when the page lacks it.
    ///
    /// - Throws: ``JSONError`` when its contents are not JSON.
    package func value(at path: [String]) throws(JSONError) -> JSONValue? {
        guard let index = layout.members.firstIndex(of: path) else { return nil }
        return try value(in: marked[index])
    }

    /// The values of the layout's member of objects with rows, with the objects' keys.
    ///
    /// - Throws: ``JSONError`` when the contents of one are not JSON.
    package var scopeMembers: [(key: String, value: JSONValue)] {
        get throws(JSONError) {
            var members: [(key: String, value: JSONValue)] = []
            for (key, cell) in markedScopes {
                guard let value = try value(in: cell) else { continue }
                members.append((try self.value(in: key)?.string ?? "", value))
            }
            return members
        }
    }

    private func value(in cell: JSONCell) throws(JSONError) -> JSONValue? {
        let slice = cell.slice
        switch slice.kind {
        case .absent: return nil
        case .string, .escapedString:
            var text: [UInt8] = []
            try append(slice, to: &text)
            return .string(String(decoding: text, as: UTF8.self))
        default: return try JSONValue(parsing: Array(bytes[slice.range]))
        }
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
