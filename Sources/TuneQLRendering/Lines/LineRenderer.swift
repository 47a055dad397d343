import TuneQLText

/// A line `name = value` for each cell, and an empty line between rows.
struct LineRenderer: TextRenderer {
    private let options: RenderingOptions
    private let style: TextStyle
    var output: OutputBuffer
    private(set) var columns: [RenderedColumn] = []
    var column = 0
    private var labels: [[UInt8]] = []
    private var isFirstRow: Bool

    init(_ options: RenderingOptions, _ output: OutputBuffer) {
        self.options = options
        self.output = output
        style = TextStyle(isColored: options.isColored)
        isFirstRow = !options.followsResult
    }

    mutating func begin(columns: [RenderedColumn]) throws {
        self.columns = columns
        labels = options.hidesHeaders ? columns.map { _ in [] } : Self.labels(columns.map(\.name))
    }

    /// The names, aligned at the equals signs.
    private static func labels(_ names: [String]) -> [[UInt8]] {
        let names = names.map { name in
            var text: [UInt8] = []
            DisplayText.append(name.utf8.span, to: &text)
            return String(decoding: text, as: UTF8.self)
        }
        let widths = names.map(DisplayWidth.width(of:))
        return zip(names, widths).map { name, width in
            Array((String(repeating: " ", count: (widths.max() ?? 0) - width) + name + " = ").utf8)
        }
    }

    mutating func beginRow() {
        column = 0
        if !isFirstRow { output.append("\n") }
        isFirstRow = false
    }

    mutating func writeNull() {
        write((options.nullText ?? "NULL").utf8.span, .dim)
    }

    mutating func write(_ text: Span<UInt8>, isSafe: Bool) {
        write(text, .plain)
    }

    private mutating func write(_ text: Span<UInt8>, _ weight: TextStyle.Weight) {
        style.begin(.bold, &output.bytes)
        output.bytes += labels[column]
        style.end(.bold, &output.bytes)
        style.begin(weight, &output.bytes)
        DisplayText.append(text, to: &output.bytes)
        style.end(weight, &output.bytes)
        output.append("\n")
    }

    mutating func endRow() throws {
        try output.flushIfLarge()
    }

    mutating func finish() throws {}
}
