/// The user's choices for the appearance of results.
package struct RenderingOptions: Sendable, Hashable {
    /// A choice that may be left to the result.
    package enum Choice: String, Sendable, Hashable, CaseIterable {
        case on, off, auto
    }

    /// Omits the names of columns and, in tables, the count of rows; JSON keeps its names.
    package var hidesHeaders = false
    /// The separator of CSV cells, an ASCII character.
    package var delimiter = UInt8(ascii: ",")
    /// The text for NULL in formats without a NULL of their own; nil for the format's usual one.
    package var nullText: String?
    /// The least widths of a table's first columns; 0 leaves a width to the values.
    package var widths: [Int] = []
    /// Whether a table shows each row as a block of lines; `auto` does so when it is too wide.
    package var expansion = Choice.off
    /// The table that `insert` writes to.
    package var tableName = "rows"
    /// The file that results go to; nil for stdout.
    package var file: String?
    /// The width in terminal columns that a table should fit in; nil for no limit.
    package var width: Int?
    /// The number of rows of a table that are measured before the first is written.
    package var firstRows = 1_000
    /// Whether the text is for a person: with colours if ``isColored``, and line breaks in JSON.
    package var isForTerminal = false
    /// Whether headers, borders and NULL have colours of their own.
    package var isColored = false
    /// Whether another result was written before.
    package var followsResult = false
    /// How all of a value can be seen that was cut to fit the width.
    package var hint = "-o line"

    /// How charts are drawn.
    package var chart = ChartOptions()

    /// The choices for results that programs read.
    package init() {}

    /// Some choices for results that programs read.
    package init(
        hidesHeaders: Bool = false,
        delimiter: UInt8 = UInt8(ascii: ","),
        nullText: String? = nil,
        width: Int? = nil
    ) {
        self.hidesHeaders = hidesHeaders
        self.delimiter = delimiter
        self.nullText = nullText
        self.width = width
    }
}
