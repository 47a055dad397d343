import TuneQLRendering

/// The user's choices for output, each of which may change between two statements.
struct OutputSettings: Sendable, Hashable {
    typealias Choice = RenderingOptions.Choice

    /// The format; nil for the usual one of the destination.
    var format: OutputFormat?
    /// Omits the names of columns.
    var hidesHeaders = false
    /// The separator of CSV cells, an ASCII character.
    var delimiter = UInt8(ascii: ",")
    /// The text for NULL; nil for the format's usual one.
    var nullText: String?
    /// The least widths of a table's first columns; 0 leaves a width to the values.
    var widths: [Int] = []
    /// Whether each row is shown as a block of lines; `auto` does so on a terminal that is too narrow.
    var expansion = Choice.auto
    /// Whether results larger than the screen are shown by the pager; `auto` and `on` are the same
    /// on a terminal, and neither concerns pipes and files.
    var pager = Choice.auto
    /// Whether there are colours; `auto` has them on a terminal unless `NO_COLOR` is set.
    var color = Choice.auto
    /// The table that the format `insert` writes to.
    var tableName = "rows"
    /// The kind of charts; nil chooses it by the columns of the result.
    var chart: ChartKind?
    /// Whether statements are typed at a prompt, where meta commands can change these settings.
    var isInteractive = false
}
