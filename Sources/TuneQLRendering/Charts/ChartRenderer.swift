/// A result as a chart: its rows are collected, and drawn at the end.
struct ChartRenderer: ResultRenderer {
    /// How the chart is drawn.
    enum Medium {
        case terminal, svg
    }

    private let medium: Medium
    private let options: RenderingOptions
    private var output: OutputBuffer
    private var collector = ChartCollector()

    init(_ medium: Medium, _ options: RenderingOptions, _ output: OutputBuffer) {
        self.medium = medium
        self.options = options
        self.output = output
    }

    mutating func begin(columns: [RenderedColumn]) throws {
        collector = ChartCollector(columns)
    }

    mutating func beginRow() { collector.beginRow() }
    mutating func appendNull() { collector.append(.null) }
    mutating func append(integer: Int64) { collector.append(integer: integer) }
    mutating func append(real: Double) { collector.append(.number(ChartNumber(real))) }
    mutating func append(text: Span<UInt8>) { collector.append(text: text) }
    mutating func append(json: Span<UInt8>) { collector.append(text: json) }
    mutating func append(blob: Span<UInt8>) { collector.append(.null) }
    mutating func endRow() throws { collector.endRow() }

    mutating func record(_ ending: ResultEnding) { collector.record(ending) }

    /// Draws the chart.
    ///
    /// - Throws: ``ChartError`` when the result cannot be drawn.
    mutating func finish() throws {
        let chart = try Chart(collector.data, as: options.chart.kind)
        switch medium {
        case .terminal:
            let terminal = TerminalChart(
                width: options.width ?? 80,
                isASCII: options.chart.isASCII,
                isColored: options.isColored
            )
            output.bytes += terminal.text(of: chart).utf8
        case .svg: output.bytes += SVGChart.file(of: chart).utf8
        }
    }

    /// Draws nothing: a picture of some rows would look like one of all.
    mutating func breakOff() throws {}

    mutating func flush() throws { try output.flush() }
}
