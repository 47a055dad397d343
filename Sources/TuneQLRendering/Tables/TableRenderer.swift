import TuneQLJSON

/// A table as psql draws it, with `NULL` for NULL unless another text is chosen.
///
/// Widths are measured on the first rows, 1,000 by default; later blocks of up to 1,000 rows may
/// widen a column. With a limit, the widest text columns are cut and end in `…`; numbers never are.
struct TableRenderer: TextRenderer {
    private static let blockRows = 1_000
    private static let blockBytes = 1 << 22

    private let options: RenderingOptions
    var output: OutputBuffer
    private(set) var columns: [RenderedColumn] = []
    var column = 0

    private var block = TableBlock()
    private var widths: [Int] = []
    /// Whether the cells of a column are aligned to the right.
    private var isNumeric: [Bool] = []
    private var rows = 0
    private var hasHeader = false
    private var isFirst: Bool

    init(_ options: RenderingOptions, _ output: OutputBuffer) {
        self.options = options
        self.output = output
        isFirst = !options.followsResult
    }

    mutating func begin(columns: [RenderedColumn]) throws {
        if !isFirst { output.append("\n") }
        isFirst = false
        self.columns = columns
        widths = columns.indices.map { max(1, $0 < options.widths.count ? options.widths[$0] : 0) }
        isNumeric = columns.map(\.isNumeric)
        rows = 0
        hasHeader = options.hidesHeaders
        block.removeAll()
        if !hasHeader {
            for column in columns { block.append(column.name.utf8.span, isSafe: false) }
        }
    }

    mutating func writeNull() {
        block.append((options.nullText ?? "NULL").utf8.span, isSafe: options.nullText == nil)
    }

    mutating func write(_ text: Span<UInt8>, isSafe: Bool) {
        let isNumber = isSafe && columns[column].kind != .boolean
        block.append(text, isSafe: isSafe, isNumber: isNumber)
    }

    mutating func endRow() throws {
        rows += 1
        guard
            rows % Self.blockRows == 0 || rows == options.firstRows
                || block.byteCount >= Self.blockBytes
        else { return }
        try writeBlock()
    }

    mutating func finish() throws {
        try end("")
    }

    mutating func breakOff() throws {
        try end(", incomplete")
    }

    private mutating func end(_ remark: String) throws {
        try writeBlock()
        guard !options.hidesHeaders else { return }
        let count = "\(rows) \(rows == 1 ? "row" : "rows")"
        output.bytes.append(contentsOf: "(\(count)\(remark))\n".utf8)
    }
}

// MARK: - Blocks

extension TableRenderer {
    private mutating func writeBlock() throws {
        defer { block.removeAll() }
        guard !columns.isEmpty else { return }
        widths = columns.indices.map { max(widths[$0], block.width(of: $0, of: columns.count)) }
        let first = hasHeader ? 0 : columns.count
        isNumeric = columns.indices.map {
            isNumeric[$0] || block.hasNumber(in: $0, of: columns.count, from: first)
        }
        let limits = self.limits
        for start in stride(from: 0, to: block.count, by: columns.count) {
            writeRow(start, limits)
            if !hasHeader { writeRule(limits) }
            hasHeader = true
            try output.flushIfLarge()
        }
    }

    /// The widths that fit the terminal: text columns share what numbers leave.
    private var limits: [Int] {
        guard let room = options.width.map({ $0 - 3 * columns.count + 1 }) else { return widths }
        let longest = widths.max() ?? 1
        let least = min(longest, 4)
        let limit = stride(from: longest, to: least, by: -1).first { limit in
            limited(to: limit).reduce(0, +) <= room
        }
        return limited(to: limit ?? least)
    }

    private func limited(to limit: Int) -> [Int] {
        zip(widths, isNumeric).map { $1 ? $0 : min($0, limit) }
    }

    private mutating func writeRow(_ start: Int, _ limits: [Int]) {
        for (index, limit) in limits.enumerated() {
            output.append((index == 0 ? " " : " | "))
            let cell = block.cell(start + index, limit: limit)
            let padding = max(0, limit - cell.width)
            if isNumeric[index] { pad(padding) }
            block.copy(cell, to: &output.bytes)
            if !isNumeric[index], index + 1 < limits.count { pad(padding) }
        }
        output.append("\n")
    }

    private mutating func pad(_ count: Int) {
        output.bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
    }

    private mutating func writeRule(_ limits: [Int]) {
        for (index, limit) in limits.enumerated() {
            if index > 0 { output.append("+") }
            output.bytes.append(contentsOf: repeatElement(UInt8(ascii: "-"), count: limit + 2))
        }
        output.append("\n")
    }
}
