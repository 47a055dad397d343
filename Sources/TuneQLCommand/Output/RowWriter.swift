import TuneQL
import TuneQLRendering

/// Writes rows through a renderer, one result after another.
struct RowWriter {
    private let makeRenderer: () -> any ResultRenderer
    private var renderer: any ResultRenderer
    /// Whether every value is written as text, as scripts for StackQL expect of JSON.
    private let writesTexts: Bool

    init(writesTexts: Bool = false, renderer makeRenderer: @escaping () -> any ResultRenderer) {
        self.writesTexts = writesTexts
        self.makeRenderer = makeRenderer
        renderer = makeRenderer()
    }

    /// Begins a result.
    mutating func begin(_ columns: [ResultColumn]) throws {
        try renderer.begin(
            columns: columns.map { writesTexts ? RenderedColumn($0.name, .text) : $0.rendered }
        )
    }

    /// Writes a row of the result that has begun.
    mutating func write(_ row: Row) throws {
        renderer.beginRow()
        for column in 0..<row.count {
            if writesTexts { append(text: row[column]) } else { append(row, column) }
        }
        try renderer.endRow()
    }

    /// Passes on the text that the renderer has collected.
    mutating func flush() throws {
        try renderer.flush()
    }

    /// Ends the result.
    ///
    /// - Parameters:
    ///   - ending: The ending of the statement, for formats that report it; nil for none.
    ///   - isCut: Whether rows are missing at the end.
    /// - Throws: The error of writing, or ``QueryError`` for a result that cannot be drawn.
    mutating func finish(_ ending: ResultEnding? = nil, isCut: Bool = false) throws {
        if let ending { renderer.record(ending) }
        do {
            if isCut { try renderer.breakOff() } else { try renderer.finish() }
        } catch let error as ChartError {
            throw QueryError(.invalidValue, error.message, help: error.help)
        }
        try renderer.flush()
    }

    /// Completes what is written as a whole, after the last result.
    mutating func close() throws {
        try renderer.close()
    }

    /// Drops a result in the middle of a row; the next one starts afresh.
    mutating func restart() {
        renderer = makeRenderer()
    }

    private mutating func append(_ row: Row, _ column: Int) {
        row.withCell(at: column) { cell, bytes in
            switch cell {
            case .null: renderer.appendNull()
            case .integer(let value): renderer.append(integer: value)
            case .real(let value): renderer.append(real: value)
            case .text: renderer.append(text: bytes)
            case .json: renderer.append(json: bytes)
            case .blob: renderer.append(blob: bytes)
            }
        }
    }

    private mutating func append(text value: Value) {
        switch value {
        case .null: renderer.appendNull()
        case .integer(let number): renderer.append(text: Array("\(number)".utf8).span)
        case .real(let number): renderer.append(text: Array("\(number)".utf8).span)
        case .boolean(let isTrue): renderer.append(text: Array("\(isTrue)".utf8).span)
        case .text(let text), .json(let text): renderer.append(text: Array(text.utf8).span)
        case .blob(let bytes): renderer.append(blob: bytes.span)
        }
    }
}

extension ResultColumn {
    /// The column as renderers know it.
    fileprivate var rendered: RenderedColumn {
        let kind: RenderedColumn.Kind =
            switch self.kind {
            case .any: .text
            case .integer: .integer
            case .real: .real
            case .boolean: .boolean
            case .json: .checkedJSON
            case .timestamp: .timestamp
            }
        return RenderedColumn(name, kind)
    }
}
