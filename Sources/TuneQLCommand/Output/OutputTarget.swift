import Glibc
import TuneQLRendering

/// A destination of results, with what is on its way there.
final class OutputTarget {
    let place: OutputPlace
    let held: HeldOutput
    var reader: OutputReader
    /// The writer of the current result.
    var rows = RowWriter { OutputFormat.none.renderer { _ in } }
    /// The format of the current result.
    private(set) var format = OutputFormat.table
    private var appearance: Appearance?
    private var hasResult = false

    /// What has to stay the same for a renderer to be used again.
    private struct Appearance: Hashable {
        var format: OutputFormat
        var options: RenderingOptions
        var writesTexts: Bool
    }

    /// Checks the destination: stdout, or a file that is emptied by the first text.
    ///
    /// - Throws: ``CommandError`` when it cannot be written.
    init(file: String?) throws(CommandError) {
        place = try OutputPlace(file: file)
        held = HeldOutput(place)
        reader = OutputReader(file == nil ? PipeWatch(STDOUT_FILENO) : nil)
    }

    /// Whether a person reads the text at once.
    var isTerminal: Bool { place.isTerminal }

    /// Prepares for a result with the settings of this moment and the terminal's size.
    ///
    /// - Throws: The error of completing what was written in another format.
    func prepare(_ settings: OutputSettings, writesTexts: Bool) throws {
        let format = settings.format ?? place.usualFormat
        held.holdsResults = format == .json && !isTerminal
        let look = Appearance(
            format: format,
            options: settings.options(
                for: place,
                isWatched: reader.isWatched,
                // A workbook has all results.
                followsResult: hasResult && !format.needsFile
            ),
            writesTexts: writesTexts && [.json, .jsonl].contains(format)
        )
        if settings.pager != .off, isTerminal, isatty(STDIN_FILENO) == 1,
            let command = PagerCommand.chosen()
        {
            held.watchScreen(command)
        }
        guard look != appearance else { return }
        try close()
        appearance = look
        self.format = format
        let sink = Self.sink(held, isTerminal: isTerminal, format)
        rows = RowWriter(writesTexts: look.writesTexts) {
            format.renderer(look.options, to: sink)
        }
    }

    /// Notes that a result was written; waits for the user to leave the pager.
    func endResult() {
        hasResult = true
        held.endResult()
    }

    /// Completes what is written as a whole.
    ///
    /// - Throws: The error of writing.
    func close() throws {
        guard hasResult, format.needsFile else { return }
        // The file is made here, with our permissions; it stays as it is until there is a result.
        _ = try place.opened()
        try rows.close()
    }

    /// The receiver of a renderer's text, which escapes terminal control characters.
    private static func sink(
        _ held: HeldOutput,
        isTerminal: Bool,
        _ format: OutputFormat
    ) -> OutputBuffer.Sink {
        guard isTerminal, !format.isHarmless else { return { try held.take($0) } }
        return { text in
            if let harmless = TerminalText.harmless(text, format.escape) {
                try held.take(harmless.span)
            } else {
                try held.take(text)
            }
        }
    }
}
