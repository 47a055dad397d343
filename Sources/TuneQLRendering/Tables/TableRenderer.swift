import TuneQLJSON

/// A table as psql draws it, or in a box, with `NULL` for NULL unless another text is chosen.
///
/// Widths are measured on the first rows, 1,000 by default, or those that came until a flush on a
/// terminal; later blocks of up to 1,000 rows may widen a column. With a limit, the widest text
/// columns are cut in their middle, with a `…` there; numbers never are.
struct TableRenderer: TextRenderer {
    private static let blockRows = 1_000
    private static let blockBytes = 1 << 22

    let options: RenderingOptions
    let borders: TableBorders
    let style: TextStyle
    var output: OutputBuffer
    private(set) var columns: [RenderedColumn] = []
    var column = 0

    var block = TableBlock()
    private var widths = TableWidths([], least: [])
    private var rows = 0
    /// The number of rows that were written.
    var writtenRows = 0
    /// The number of values that were cut.
    private var cuts = 0
    private var hasHeader = false
    private var isFirst: Bool
    /// Whether rows are shown as blocks of lines; nil until the first rows were measured.
    private var isExpanded: Bool?

    init(_ options: RenderingOptions, _ output: OutputBuffer, _ borders: TableBorders) {
        self.options = options
        self.output = output
        self.borders = borders
        style = TextStyle(isColored: options.isColored)
        isFirst = !options.followsResult
    }

    mutating func begin(columns: [RenderedColumn]) throws {
        if !isFirst { output.append("\n") }
        isFirst = false
        self.columns = columns
        widths = TableWidths(columns, least: options.widths)
        (rows, writtenRows, cuts, hasHeader, isExpanded) = (0, 0, 0, false, nil)
        block.removeAll()
        for column in columns { block.append(column.name.utf8.span, isSafe: false) }
    }

    mutating func writeNull() {
        let text = options.nullText ?? "NULL"
        block.append(text.utf8.span, isSafe: options.nullText == nil, isNull: true)
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

    mutating func flush() throws {
        if options.isForTerminal, rows > writtenRows { try writeBlock() }
        try output.flush()
    }

    mutating func finish() throws {
        try end("")
    }

    mutating func breakOff() throws {
        try end(", incomplete")
    }

    private mutating func end(_ remark: String) throws {
        try writeBlock()
        if isExpanded == false, hasHeader, let bottom = borders.bottom {
            writeRule(bottom, widths.fitting(room))
        }
        if !options.hidesHeaders {
            let count = "\(rows) \(rows == 1 ? "row" : "rows")"
            output.bytes.append(contentsOf: "(\(count)\(remark))\n".utf8)
        }
        guard cuts > 0 else { return }
        let values = cuts == 1 ? "1 value was cut" : "\(cuts) values were cut"
        let line =
            "\(values) to fit the screen; \(options.hint) shows all of \(cuts == 1 ? "it" : "them")"
        style.append(line.utf8.span, .dim, to: &output.bytes)
        output.append("\n")
    }
}

// MARK: - Blocks

extension TableRenderer {
    private mutating func writeBlock() throws {
        guard !columns.isEmpty else { return block.removeAll() }
        let names = hasHeader ? 0 : columns.count
        measure(from: names)
        if isExpanded == true {
            hasHeader = true
            try writeRecords()
            return block.removeRows(after: columns.count)
        }
        let limits = widths.fitting(room)
        if !hasHeader { writeHeader(limits) }
        hasHeader = true
        for start in stride(from: names, to: block.count, by: columns.count) {
            writeRow(start, limits, isHeader: false)
            try output.flushIfLarge()
        }
        writtenRows = rows
        block.removeAll()
    }

    /// Measures the block, and decides after the first one how rows are shown.
    private mutating func measure(from names: Int) {
        guard isExpanded != true else { return }
        if options.hidesHeaders, names > 0 { block.forgetWidths(names) }
        widths.fit(block, firstRow: names)
        guard isExpanded == nil else { return }
        isExpanded =
            switch options.expansion {
            case .on: true
            case .off: false
            case .auto: rows > 0 && widths.isTooNarrow(room)
            }
    }

    /// The width for the values, without what is around them.
    private var room: Int? {
        options.width.map { $0 - 3 * columns.count - borders.extraWidth }
    }

    private mutating func writeHeader(_ limits: [Int]) {
        if let top = borders.top { writeRule(top, limits) }
        guard !options.hidesHeaders else { return }
        writeRow(0, limits, isHeader: true)
        writeRule(borders.middle, limits)
    }

    private mutating func writeRow(_ start: Int, _ limits: [Int], isHeader: Bool) {
        for (index, limit) in limits.enumerated() {
            style.append(index == 0 ? borders.left : borders.between, .dim, to: &output.bytes)
            output.append(" ")
            let cell = block.cell(start + index, limit: limit)
            if cell.isCut, !isHeader { cuts += 1 }
            let padding = max(0, limit - cell.width)
            let isLast = index + 1 == limits.count && borders.right.utf8CodeUnitCount == 0
            if widths.isNumeric[index] { pad(padding) }
            style.begin(isHeader ? .bold : cell.isNull ? .dim : .plain, &output.bytes)
            block.copy(cell, to: &output.bytes)
            style.end(isHeader ? .bold : cell.isNull ? .dim : .plain, &output.bytes)
            if !widths.isNumeric[index], !isLast { pad(padding) }
            if !isLast { output.append(" ") }
        }
        style.append(borders.right, .dim, to: &output.bytes)
        output.append("\n")
    }

    private mutating func pad(_ count: Int) {
        output.bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
    }

    private mutating func writeRule(_ rule: TableBorders.Rule, _ limits: [Int]) {
        style.begin(.dim, &output.bytes)
        output.append(rule.left)
        for (index, limit) in limits.enumerated() {
            if index > 0 { output.append(rule.cross) }
            for _ in 0..<limit + 2 { output.append(rule.line) }
        }
        output.append(rule.right)
        style.end(.dim, &output.bytes)
        output.append("\n")
    }
}
