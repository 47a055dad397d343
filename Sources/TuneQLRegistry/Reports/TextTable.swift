/// Rows of texts in aligned columns, for reports.
struct TextTable {
    var rows: [[String]]
    /// The columns of numbers, which are aligned at their ends.
    var numbers: Set<Int> = []

    /// A line for each row, with two blanks between columns.
    var text: String {
        let width = rows.map(\.count).max() ?? 0
        let widths = (0..<width).map { column in
            rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { line(of: $0, widths) }.joined(separator: "\n")
    }

    private func line(of row: [String], _ widths: [Int]) -> String {
        let cells = row.enumerated().map { column, cell in
            let blanks = String(repeating: " ", count: widths[column] - cell.count)
            if numbers.contains(column) { return blanks + cell }
            return cell + blanks
        }
        let line = cells.joined(separator: "  ")
        return String(
            line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)]
        )
    }
}
