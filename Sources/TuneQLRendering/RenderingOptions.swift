/// The user's choices for the appearance of results.
package struct RenderingOptions: Sendable, Hashable {
    /// Omits the names of columns and, in tables, the count of rows; JSON keeps its names.
    package var hidesHeaders: Bool
    /// The separator of CSV cells, an ASCII character.
    package var delimiter: UInt8
    /// The width in terminal columns that a table should fit in; nil for no limit.
    package var width: Int?
    /// The number of rows of a table that are measured before the first is written.
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
