import TuneQLText

/// A format in which every cell is text, so that it defines only how text and NULL are written.
///
/// Booleans are `true` and `false`, reals have the fewest digits that identify them, and blobs
/// are SQL literals (`x'00ff'`).
protocol TextRenderer: ResultRenderer {
    var output: OutputBuffer { get set }
    var columns: [RenderedColumn] { get }
    /// The column of the next cell.
    var column: Int { get set }
    /// Writes a cell; `isSafe` promises printable ASCII without anything to quote or escape.
    mutating func write(_ text: Span<UInt8>, isSafe: Bool)
    mutating func writeNull()
}

extension TextRenderer {
    package mutating func beginRow() {
        column = 0
    }

    /// Writes the names of the columns as a row.
    mutating func writeNames() throws {
        beginRow()
        for column in columns { append(text: column.name.utf8.span) }
        try endRow()
    }

    package mutating func appendNull() {
        writeNull()
        column += 1
    }

    package mutating func append(integer: Int64) {
        let isBoolean = columns[column].kind == .boolean && (0...1).contains(integer)
        let text = isBoolean ? (integer == 1 ? "true" : "false") : String(integer)
        write(text.utf8.span, isSafe: true)
        column += 1
    }

    package mutating func append(real: Double) {
        write(real.text.utf8.span, isSafe: true)
        column += 1
    }

    package mutating func append(text: Span<UInt8>) {
        write(text, isSafe: false)
        column += 1
    }

    package mutating func append(json: Span<UInt8>) {
        append(text: json)
    }

    package mutating func append(blob: Span<UInt8>) {
        var text = Array("x'".utf8)
        text.reserveCapacity(2 * blob.count + 3)
        Hexadecimal.append(blob, to: &text)
        text.append(UInt8(ascii: "'"))
        write(text.span, isSafe: false)
        column += 1
    }

    package mutating func flush() throws {
        try output.flush()
    }
}

extension Double {
    /// The shortest text that identifies the number.
    fileprivate var text: String {
        guard !isFinite else { return description }
        return isNaN ? "NaN" : self < 0 ? "-Infinity" : "Infinity"
    }
}
