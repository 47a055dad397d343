import TuneQLJSON

/// A page for a browser: each result as a table that sorts and filters, with its chart above.
///
/// The table is written as rows arrive; only what the chart needs is kept.
struct PageRenderer: ResultRenderer {
    private let options: RenderingOptions
    private var table: PageTable
    private var collector = ChartCollector()
    private var ending = ResultEnding()
    private var isOpen: Bool

    init(_ options: RenderingOptions, _ output: OutputBuffer) {
        self.options = options
        isOpen = options.followsResult
        table = PageTable(options, output)
    }

    mutating func begin(columns: [RenderedColumn]) throws {
        if !isOpen { table.output.bytes += HTMLPage.opening(title: "Result").utf8 }
        isOpen = true
        ending = ResultEnding()
        collector = ChartCollector(columns)
        try table.begin(columns: columns)
    }

    mutating func beginRow() {
        table.beginRow()
        collector.beginRow()
    }

    mutating func appendNull() {
        table.appendNull()
        collector.append(.null)
    }

    mutating func append(integer: Int64) {
        table.append(integer: integer)
        collector.append(integer: integer)
    }

    mutating func append(real: Double) {
        table.append(real: real)
        collector.append(.number(ChartNumber(real)))
    }

    mutating func append(text: Span<UInt8>) {
        table.append(text: text)
        collector.append(text: text)
    }

    mutating func append(json: Span<UInt8>) {
        table.append(json: json)
        collector.append(text: json)
    }

    mutating func append(blob: Span<UInt8>) {
        table.append(blob: blob)
        collector.append(.null)
    }

    mutating func endRow() throws {
        try table.endRow()
        collector.endRow()
    }

    mutating func record(_ ending: ResultEnding) {
        self.ending = ending
        collector.record(ending)
    }

    /// Draws the chart below the table; the style sheet puts it above.
    ///
    /// - Throws: ``ChartError`` when a kind of chart was asked for that does not fit.
    mutating func finish() throws {
        try table.finish()
        if !ending.isComplete { warn() }
        do throws(ChartError) {
            let chart = try Chart(collector.data, as: options.chart.kind)
            if chart != .empty { table.output.bytes += HTMLPage.figure(chart).utf8 }
        } catch {
            if options.chart.kind != nil { throw error }
        }
        table.output.append("</section>\n")
    }

    /// Says on the page that rows are missing, and draws no chart of the others.
    mutating func breakOff() throws {
        try table.finish()
        warn()
        table.output.append("</section>\n")
    }

    mutating func flush() throws { try table.flush() }

    private mutating func warn() {
        let reason = ending.error?["message"]?.string.map { ": \($0)" } ?? ""
        let text = MarkupText.escaped("This result is incomplete\(reason)")
        table.output.bytes += "<p class=\"warning\" role=\"alert\">\(text)</p>\n".utf8
    }
}
