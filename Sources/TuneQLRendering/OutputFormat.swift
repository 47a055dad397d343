/// The formats of results, in the documentation's order; the raw values are the names users type.
package enum OutputFormat: String, Sendable, CaseIterable {
    case table, csv, tsv, json, jsonl, envelope, markdown, html
    /// A `table` element alone, for pages of the user's own.
    case htmlTable = "html-table"
    case line, chart, svg, none

    /// Makes a renderer that passes its text to `sink` in pieces of about 64 KiB.
    package func renderer(
        _ options: RenderingOptions = RenderingOptions(),
        to sink: @escaping OutputBuffer.Sink
    ) -> any ResultRenderer {
        let output = OutputBuffer(sink)
        return switch self {
        case .table: TableRenderer(options, output)
        case .csv: SeparatedRenderer(.quoted, options, output)
        case .tsv: SeparatedRenderer(.escaped, options, output)
        case .json: JSONRenderer(.array, output)
        case .jsonl: JSONRenderer(.lines, output)
        case .envelope: JSONRenderer(.envelope, output)
        case .markdown: MarkdownRenderer(options, output)
        case .html: PageRenderer(options, output)
        case .htmlTable: HTMLRenderer(options, output)
        case .line: LineRenderer(options, output)
        case .chart: ChartRenderer(.terminal, options, output)
        case .svg: ChartRenderer(.svg, options, output)
        case .none: EmptyRenderer()
        }
    }

    /// Whether the format itself escapes what could drive a terminal, so that its colours may pass.
    package var isHarmless: Bool {
        switch self {
        case .table, .line, .chart: true
        default: false
        }
    }

    /// Whether results are drawn.
    package var isPicture: Bool {
        [.chart, .svg, .html].contains(self)
    }

    /// How characters that could drive a terminal are escaped on one.
    package var escape: TerminalText.Escape {
        [.json, .jsonl, .envelope].contains(self) ? .json : .readable
    }
}
