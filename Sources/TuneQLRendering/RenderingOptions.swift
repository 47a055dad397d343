/// What a user may choose about the look of results.
package struct RenderingOptions: Sendable, Hashable {
    /// Leaves out the names of columns and, in tables, the count of rows; JSON keeps its names.
    package var hidesHeaders: Bool
    /// What stands between the cells of CSV; ASCII.
    package var delimiter: UInt8
    /// The columns of the terminal that a table should fit in; nil for no limit.
    package var width: Int?
    /// How many rows of a table are seen before the first of them is written.
    package var firstRows: Int

    package init(
        hidesHeaders: Bool = false,
        delimiter: UInt8 = UInt8(ascii: ","),
        width: Int? = nil,
        firstRows: Int = 1_000
    ) {
        self.hidesHeaders = hidesHeaders
        self.delimiter = delimiter
        self.width = width
        self.firstRows = firstRows
    }
}
