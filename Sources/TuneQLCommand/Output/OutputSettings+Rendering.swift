import Glibc
import TuneQLRendering

extension OutputSettings {
    /// The rows of a table that are measured before its first is written, where nobody waits.
    private static let measuredRows = 1_000

    /// The options of a renderer whose text goes to a place.
    func options(for place: OutputPlace, isWatched: Bool, followsResult: Bool) -> RenderingOptions {
        var options = RenderingOptions(
            hidesHeaders: hidesHeaders,
            delimiter: delimiter,
            nullText: nullText,
            width: place.width
        )
        options.followsResult = followsResult
        options.file = place.file
        options.widths = widths
        options.tableName = tableName
        options.isForTerminal = place.isTerminal
        options.isColored = isColored(on: place)
        options.expansion = expansion == .auto && !place.isTerminal ? .off : expansion
        options.hint = isInteractive ? "\\x or .mode line" : "-o line"
        options.chart = ChartOptions(chart, isASCII: !CharacterSet.isUnicode)
        // A reader of a few rows need not wait for a second page.
        options.firstRows = isWatched ? OutputReader.pageRows : Self.measuredRows
        return options
    }

    private func isColored(on place: OutputPlace) -> Bool {
        switch color {
        case .on: true
        case .off: false
        case .auto: place.isTerminal && Self.terminalHasColors
        }
    }

    /// Whether the terminal has colours, and the user has not asked for none.
    private static var terminalHasColors: Bool {
        let refusal = getenv("NO_COLOR").map { String(cString: $0) } ?? ""
        let kind = getenv("TERM").map { String(cString: $0) } ?? "dumb"
        return refusal.isEmpty && kind != "dumb"
    }
}

extension OutputPlace {
    /// The format of results for which none was chosen.
    var usualFormat: OutputFormat {
        guard isTerminal else { return .csv }
        return CharacterSet.isUnicode ? .box : .table
    }
}
