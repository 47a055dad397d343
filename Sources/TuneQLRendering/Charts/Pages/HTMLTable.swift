/// A table that sorts and filters, for pages that are made of several results.
package struct HTMLTable {
    /// A cell: what people read, and what the table sorts by.
    package struct Cell {
        /// The text; nil for NULL.
        package var text: String?
        /// The value to sort by; nil for the text.
        package var sort: String?

        /// A text with a raw value.
        package init(_ text: String?, sort: String? = nil) {
            self.text = text
            self.sort = sort
        }
    }

    /// A column: its heading, and whether its cells are numbers.
    package struct Column {
        fileprivate var name: String
        fileprivate var style: Style

        /// How the cells of a column stand.
        package enum Style: String {
            case text
            case number, nowrap
        }

        /// A column.
        package init(_ name: String, _ style: Style = .text) {
            self.name = name
            self.style = style
        }
    }

    private let caption: String
    private let columns: [Column]
    private var rows = ""

    /// A table without rows.
    package init(_ caption: String, columns: [Column]) {
        self.caption = caption
        self.columns = columns
    }

    /// Adds a row.
    package mutating func append(_ cells: [Cell]) {
        rows += "<tr>"
        for (column, cell) in zip(columns, cells) {
            let sort = cell.sort.map { " data-sort=\"\(MarkupText.escaped($0))\"" } ?? ""
            if let text = cell.text {
                let style = column.style == .text ? "" : " class=\"\(column.style.rawValue)\""
                rows += "<td\(style)\(sort)>\(MarkupText.escaped(text))</td>"
            } else {
                rows += "<td class=\"null\">–</td>"
            }
        }
        rows += "</tr>\n"
    }

    /// The text box and the table.
    package var text: String {
        let heads = columns.map { Self.head($0.name, isNumeric: $0.style == .number) }.joined()
        return "\(HTMLPage.filter)<div class=\"table\" tabindex=\"0\" role=\"region\" "
            + "aria-label=\"\(MarkupText.escaped(caption))\"><table>\n"
            + "<thead><tr>\(heads)</tr></thead>\n<tbody>\n\(rows)</tbody>\n</table></div>\n"
    }

    /// A header that sorts when it is clicked.
    static func head(_ name: String, isNumeric: Bool) -> String {
        let style = isNumeric ? " class=\"number\"" : ""
        return "<th scope=\"col\" aria-sort=\"none\"\(style)>"
            + "<button type=\"button\">\(MarkupText.escaped(name))</button></th>"
    }
}
