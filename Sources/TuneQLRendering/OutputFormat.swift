/// The formats of results, in the documentation's order; the raw values are the names users type.
package enum OutputFormat: String, Sendable, CaseIterable {
    case table, box, csv, tsv, json, jsonl, envelope, markdown, html
    /// A `table` element alone, for pages of the user's own.
    case htmlTable = "html-table"
    case line, list, raw, insert, quote, yaml, xlsx, chart, svg, none

    /// Makes a renderer that passes its text to `sink` in pieces of about 64 KiB.
    package func renderer(
        _ options: RenderingOptions = RenderingOptions(),
        to sink: @escaping OutputBuffer.Sink
    ) -> any ResultRenderer {
        let output = OutputBuffer(sink)
        return switch self {
        case .table: TableRenderer(options, output, .plain)
        case .box: TableRenderer(options, output, .box)
        case .csv: SeparatedRenderer(.quoted, options, output)
        case .tsv: SeparatedRenderer(.escaped, options, output)
        case .json: JSONRenderer(.array, options, output)
        case .jsonl: JSONRenderer(.lines, options, output)
        case .envelope: JSONRenderer(.envelope, options, output)
        case .markdown: MarkdownRenderer(options, output)
        case .html: PageRenderer(options, output)
        case .htmlTable: HTMLRenderer(options, output)
        case .line: LineRenderer(options, output)
        case .chart: ChartRenderer(.terminal, options, output)
        case .svg: ChartRenderer(.svg, options, output)
        case .list: ListRenderer.list(options, output)
        case .raw: ListRenderer.raw(options, output)
        case .insert: SQLRenderer(.insert, options, output)
        case .quote: SQLRenderer(.quote, options, output)
        case .yaml: YAMLRenderer(options, output)
        case .xlsx: WorkbookRenderer(options)
        case .none: EmptyRenderer()
        }
    }

    /// Whether the format itself escapes what could drive a terminal, so that its colours may pass.
    package var isHarmless: Bool {
        switch self {
        case .table, .box, .line, .chart: true
        default: false
        }
    }

    /// Whether results are drawn.
    package var isPicture: Bool {
        [.chart, .svg, .html].contains(self)
    }

    /// How characters that could drive a terminal are escaped on one.
    package var escape: TerminalText.Escape {
        [.json, .jsonl, .envelope, .yaml].contains(self) ? .json : .readable
    }

    /// Whether a result can only be a file, and is none until its end.
    package var needsFile: Bool { self == .xlsx }
}
