import ArgumentParser
import TuneQLRendering

/// The format and the destination of results.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The format of results; a box on a terminal, csv elsewhere unless it is named.",
            valueName: "format"
        )
    )
    var output: OutputFormat?

    @Option(
        name: [.customShort("f"), .customLong("outfile")],
        help: ArgumentHelp("Write results to a file instead of stdout.", valueName: "file")
    )
    var outfile: String?

    @Flag(
        name: [.customShort("H"), .customLong("hideheaders")],
        help: "Omit the names of the columns."
    )
    var hideHeaders = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The separator of CSV values.", valueName: "character")
    )
    var delimiter = ","

    @Option(
        help: ArgumentHelp(
            "Draw results as this kind of chart, in the terminal or with -o svg or html.",
            valueName: "kind"
        )
    )
    var chart: ChartKind?

    @Option(
        help: ArgumentHelp(
            "The text for NULL, in formats for people and in csv.",
            valueName: "text"
        )
    )
    var nullvalue: String?

    @Option(help: ArgumentHelp("The table that -o insert writes to.", valueName: "name"))
    var table = "rows"

    @Option(
        help: ArgumentHelp(
            "Show each row of a table as a block of lines; auto does so where a terminal is too "
                + "narrow.",
            valueName: "when"
        )
    )
    var expanded = OutputSettings.Choice.auto

    @Option(
        help: ArgumentHelp(
            "Use colours; auto does so on a terminal, unless NO_COLOR is set.",
            valueName: "when"
        )
    )
    var color = ColorChoice.auto

    @Flag(help: "Show results that are larger than the screen without a pager.")
    var noPager = false

    @Flag(help: "Report the cost of each statement on stderr: calls, pages, rows, bytes, retries.")
    var stats = false

    @Option(
        help: ArgumentHelp(
            "Write JSON, report errors and exit as another program does.",
            valueName: "program"
        )
    )
    var compat: Compatibility?

    func validate() throws {
        guard delimiter.utf8.count == 1 else {
            throw ValidationError("--delimiter takes one character")
        }
        if chart != nil, let output, !output.isPicture {
            throw ValidationError("--chart draws, and -o \(output.rawValue) writes no pictures")
        }
    }

    /// Refuses to overwrite a script if no statements are given: it was probably meant to be run.
    func checkOutfile() throws(CommandError) {
        guard let outfile, Files.isScript(outfile) else { return }
        throw CommandError(
            "-f writes results, and \(outfile) contains statements, which would be lost\n"
                + "help: -i \(outfile) runs them"
        )
    }

    /// The choices for results, until statements change them.
    var settings: OutputSettings {
        var settings = OutputSettings()
        settings.format = output ?? (chart == nil ? nil : .chart)
        settings.chart = chart
        settings.hidesHeaders = hideHeaders
        settings.delimiter = delimiter.utf8.first ?? settings.delimiter
        settings.nullText = nullvalue
        settings.tableName = table
        settings.expansion = expanded
        settings.color = color.choice
        if noPager { settings.pager = .off }
        return settings
    }
}

/// A program whose conventions scripts may rely on.
enum Compatibility: String, WordChoice {
    case stackql
}

/// When there are colours, in the words that other programs use.
enum ColorChoice: String, WordChoice {
    case auto, always, never

    var choice: OutputSettings.Choice {
        switch self {
        case .auto: .auto
        case .always: .on
        case .never: .off
        }
    }
}

extension OutputFormat: WordChoice {}
extension ChartKind: WordChoice {}
extension RenderingOptions.Choice: WordChoice {}
