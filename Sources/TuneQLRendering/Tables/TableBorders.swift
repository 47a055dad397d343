/// The characters between the cells of a table.
struct TableBorders {
    /// A line across the table.
    struct Rule {
        let left: StaticString
        let line: StaticString
        let cross: StaticString
        let right: StaticString
    }

    /// The lines above and below the table; nil for none.
    let top: Rule?
    let bottom: Rule?
    /// The line between the names and the rows.
    let middle: Rule
    /// The text before the first cell, between two cells, and after the last.
    let left: StaticString
    let between: StaticString
    let right: StaticString
    /// The columns that all of this takes besides three for each cell.
    let extraWidth: Int

    /// Lines as psql draws them.
    static let plain = TableBorders(
        top: nil,
        bottom: nil,
        middle: Rule(left: "", line: "-", cross: "+", right: ""),
        left: "",
        between: "|",
        right: "",
        extraWidth: -1
    )

    /// Lines of a box.
    static let box = TableBorders(
        top: Rule(left: "┌", line: "─", cross: "┬", right: "┐"),
        bottom: Rule(left: "└", line: "─", cross: "┴", right: "┘"),
        middle: Rule(left: "├", line: "─", cross: "┼", right: "┤"),
        left: "│",
        between: "│",
        right: "│",
        extraWidth: 1
    )
}
