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

    /// A column: its heading, and how its cells stand.
    package struct Column {
        /// How the cells of a column stand: in lines that break, to the right, or in one line.
        package enum Style: String {
            case text, number, nowrap
        }

        fileprivate var name: String
        fileprivate var style: Style

        /// A column.
        package init(_ name: String, _ style: Style = .text) {
            self.name = name
            self.style = style
        }
    }

    private let caption: String
    private let columns: [Column]
    private var rows = ""
    private var count = 0

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
                rows += "<td\(style)\(sort)>\(Self.lines(text))</td>"
            } else {
                rows += "<td class=\"null\">–</td>"
            }
        }
        rows += "</tr>\n"
        count += 1
    }

    /// The text box, where there are rows to choose from, and the table.
    package var text: String {
        let filter = count > 5 ? HTMLPage.filter : ""
        let heads = columns.map { Self.head($0.name, isNumeric: $0.style == .number) }.joined()
        return "\(filter)<div class=\"table\" tabindex=\"0\" role=\"region\" "
            + "aria-label=\"\(MarkupText.escaped(caption))\"><table>\n"
            + "<thead><tr>\(heads)</tr></thead>\n<tbody>\n\(rows)</tbody>\n</table></div>\n"
    }

    /// A text with its line breaks.
    private static func lines(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { MarkupText.escaped(String($0)) }.joined(separator: "<br>")
    }

    /// A header that sorts when it is clicked.
    static func head(_ name: String, isNumeric: Bool) -> String {
        let style = isNumeric ? " class=\"number\"" : ""
        return "<th scope=\"col\" aria-sort=\"none\"\(style)>"
            + "<button type=\"button\">\(MarkupText.escaped(name))</button></th>"
    }
}
