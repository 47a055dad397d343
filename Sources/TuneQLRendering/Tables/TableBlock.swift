import TuneQLJSON
import TuneQLText

/// The cells of a run of rows, one after another, with their widths.
struct TableBlock {
    /// A harmless text stored in the block, or a copy that was cut for a narrow column.
    struct Cell {
        fileprivate var range: Range<Int>
        fileprivate var cut: String?
        fileprivate(set) var width: Int
        fileprivate var isNumber: Bool
        fileprivate(set) var isNull: Bool

        /// Whether a part of the text is left out.
        var isCut: Bool { cut != nil }
    }

    private var bytes: [UInt8] = []
    private var cells: [Cell] = []

    var count: Int { cells.count }
    var byteCount: Int { bytes.count }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
    }

    /// Adds the next cell; `isSafe` promises printable ASCII.
    mutating func append(
        _ text: Span<UInt8>,
        isSafe: Bool,
        isNumber: Bool = false,
        isNull: Bool = false
    ) {
        let start = bytes.count
        if isSafe { bytes.append(copying: text) } else { DisplayText.append(text, to: &bytes) }
        let range = start..<bytes.count
        let isASCII = isSafe || bytes.span.extracting(range).isASCII
        let width = isASCII ? range.count : DisplayWidth.width(of: string(range))
        cells.append(
            Cell(range: range, cut: nil, width: width, isNumber: isNumber, isNull: isNull)
        )
    }

    /// Removes all cells but the first, which are the names of columns.
    mutating func removeRows(after count: Int) {
        cells.removeSubrange(min(count, cells.count)...)
        bytes.removeSubrange((cells.last?.range.upperBound ?? 0)...)
    }

    /// Lets the first cells, which are not shown, need no room.
    mutating func forgetWidths(_ count: Int) {
        for index in 0..<count { cells[index].width = 0 }
    }

    /// Whether any cell of a column is a number; `first` is the first cell after the column names.
    func hasNumber(in column: Int, of columns: Int, from first: Int) -> Bool {
        stride(from: first + column, to: cells.count, by: columns).contains { cells[$0].isNumber }
    }

    /// The width of the widest cell in a column.
    func width(of column: Int, of columns: Int) -> Int {
        stride(from: column, to: cells.count, by: columns).reduce(0) { max($0, cells[$1].width) }
    }

    /// A cell as it is.
    func cell(_ index: Int) -> Cell { cells[index] }

    /// A cell, cut in its middle if it is wider than `limit`.
    func cell(_ index: Int, limit: Int) -> Cell {
        var cell = cells[index]
        guard cell.width > limit else { return cell }
        let cut = DisplayWidth.cut(string(cell.range), to: limit)
        cell.cut = cut.text
        cell.width = cut.width
        return cell
    }

    func copy(_ cell: Cell, to output: inout [UInt8]) {
        if let cut = cell.cut {
            output.append(contentsOf: cut.utf8)
        } else {
            output.append(copying: bytes.span.extracting(cell.range))
        }
    }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
