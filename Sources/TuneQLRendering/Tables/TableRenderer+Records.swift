import TuneQLJSON

/// Rows as blocks of lines, for tables that are too wide.
extension TableRenderer {
    /// The width of the lines between two rows where no terminal limits it.
    private static let usualWidth = 72

    /// Writes the rows of the block, whose first cells are the names of the columns.
    mutating func writeRecords() throws {
        let count = columns.count
        let name = (0..<count).reduce(0) { max($0, block.cell($1).width) }
        let value = (count..<max(count, block.count)).reduce(0) { max($0, block.cell($1).width) }
        let width = min(name + 3 + value, options.width ?? Self.usualWidth)
        for start in stride(from: count, to: block.count, by: count) {
            writtenRows += 1
            if !options.hidesHeaders || writtenRows > 1 { writeRecordLine(name, width) }
            for index in 0..<count { writeField(index, at: start, name) }
            try output.flushIfLarge()
        }
    }

    /// Writes the line before a row: `-[ RECORD 1 ]---`.
    private mutating func writeRecordLine(_ name: Int, _ width: Int) {
        let line = borders.middle.line
        style.begin(.dim, &output.bytes)
        let title = options.hidesHeaders ? "" : "[ RECORD \(writtenRows) ]"
        if !title.isEmpty { output.append(line) }
        output.bytes += title.utf8
        let used = title.isEmpty ? 0 : title.utf8.count + 1
        for place in used..<max(used, width) {
            output.append(place == name + 1 ? borders.middle.cross : line)
        }
        style.end(.dim, &output.bytes)
        output.append("\n")
    }

    private mutating func writeField(_ index: Int, at start: Int, _ width: Int) {
        if !options.hidesHeaders {
            let name = block.cell(index)
            style.begin(.bold, &output.bytes)
            block.copy(name, to: &output.bytes)
            style.end(.bold, &output.bytes)
            output.bytes += repeatElement(UInt8(ascii: " "), count: width - name.width + 1)
            style.append(borders.between, .dim, to: &output.bytes)
            output.append(" ")
        }
        let cell = block.cell(start + index)
        style.begin(cell.isNull ? .dim : .plain, &output.bytes)
        block.copy(cell, to: &output.bytes)
        style.end(cell.isNull ? .dim : .plain, &output.bytes)
        output.append("\n")
    }
}
