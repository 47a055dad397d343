import Glibc
import TuneQL
import TuneQLRendering
import TuneQLScan

/// Writes results in the chosen format: rows to stdout or a file, messages to stderr.
final class ResultWriter {
    /// The choices for the next result.
    var settings: OutputSettings
    private var standing: OutputTarget
    /// Stdout, as long as it was not replaced by a file.
    private var stdout: OutputTarget?
    /// The destination of the next statement alone.
    private var single: OutputTarget?
    /// Whether a statement has had its turn with the single destination.
    private var isSingleUsed = false
    /// The program whose conventions output and messages follow; nil for our own.
    let compatibility: Compatibility?
    /// The number of rows of the last result.
    private(set) var rowCount = 0
    /// When the first row of the last result came; nil without rows.
    private(set) var firstRow: ContinuousClock.Instant?
    /// Whether the result tells what a write has done, which is never drawn: not every report can be.
    var isReporting = false
    /// Whether the ending of the statement has been written.
    private var hasEnding = false
    /// Whether a result was left in the middle of its text because the reader had stalled.
    private(set) var isAbandoned = false
    /// Whether the next text starts a line, although Ctrl-C came in the middle of one.
    private var hasEndedLine = false
    /// Whether the user left the pager before the end of the last result.
    private(set) var isQuit = false

    /// Checks the destination that the options name; a file is emptied by the first text.
    ///
    /// - Throws: ``CommandError`` when the file cannot be written.
    init(_ options: OutputOptions) throws(CommandError) {
        settings = options.settings
        compatibility = options.compat
        standing = try OutputTarget(file: options.outfile)
        guard options.output?.needsFile != true || options.outfile != nil else {
            throw CommandError("xlsx is a file\nhelp: -f jobs.xlsx names it")
        }
        stdout = options.outfile == nil ? standing : nil
    }

    /// Writes the results that follow to a file, or to stdout for nil.
    ///
    /// - Throws: ``CommandError`` when the file cannot be written; the destination stays then.
    func direct(to file: String?) throws {
        try close()
        single = nil
        if file == nil, let stdout { return standing = stdout }
        standing = try OutputTarget(file: file)
        if file == nil { stdout = standing }
    }

    /// Writes the results of the next statement alone to a file.
    ///
    /// - Throws: ``CommandError`` when the file cannot be written; nothing changes then.
    func directOnce(to file: String) throws(CommandError) {
        single = try OutputTarget(file: file)
        isSingleUsed = false
    }

    /// Completes the files that are written as a whole, such as workbooks.
    ///
    /// - Throws: The error of writing.
    func close() throws {
        try single?.close()
        try standing.close()
    }

    private var target: OutputTarget { single ?? standing }
    private var format: OutputFormat { target.format }
    private var isTerminal: Bool { target.isTerminal }

    /// Whether the reader of stdout has left.
    var isClosed: Bool { target.reader.hasLeft }

    /// Prepares for a statement.
    ///
    /// - Parameter control: Cancels the statement when the reader leaves; nil for a statement that
    ///   has to finish anyway.
    func begin(_ control: StatementControl?) {
        rowCount = 0
        firstRow = nil
        isAbandoned = false
        hasEnding = false
        hasEndedLine = false
        if let control { target.reader.begin(control) }
    }

    /// Cancels no statement from now on.
    func end() {
        target.reader.end()
        isSingleUsed = single != nil
    }

    /// Returns to the usual destination after a statement with one of its own.
    ///
    /// - Throws: The error of completing the file.
    func endSingle() throws {
        guard isSingleUsed else { return }
        defer { (single, isSingleUsed) = (nil, false) }
        try single?.close()
    }

    /// Writes a result; each batch of rows appears as it arrives.
    ///
    /// Rows that came before a failure are written, and the failure is thrown; without rows before
    /// it nothing is written, or a failed result would look like an empty one. JSON for programs
    /// is written whole or not at all, as far as it can be held back.
    ///
    /// - Parameters:
    ///   - results: The result.
    ///   - message: The message to print in place of the result's own.
    ///   - failure: The error to write after the rows.
    ///   - control: The statement's control, which has the error to throw if the rows are not read.
    /// - Throws: The statement's error, or ``ClosedPipe``.
    func write(
        _ results: ResultSet,
        message: String? = nil,
        failure: QueryError? = nil,
        endedBy control: StatementControl? = nil
    ) async throws {
        rowCount = 0
        try prepare()
        target.reader.beginResult()
        if let message = message ?? results.message { printMessage(message) }
        guard !results.columns.isEmpty || format == .envelope else { return }
        let target = target
        do {
            try await write(results, failure, control)
            target.held.endResult()
        } catch {
            let hadPager = target.held.pager != nil
            target.held.endResult()
            if hadPager, error is ClosedPipe { return quit() }
            throw reported(error, control)
        }
    }

    /// The error as it concerns the statement.
    private func reported(_ error: any Error, _ control: StatementControl?) -> any Error {
        if let error = error as? WorkbookError {
            return QueryError(.invalidValue, error.description)
        }
        guard error is UnreadOutput else { return error }
        abandon()
        if isClosed { return ClosedPipe() }
        return control.map { QueryError($0.failure) } ?? error
    }

    private func prepare() throws {
        isQuit = false
        var settings = settings
        if isReporting {
            settings.chart = nil
            if [.chart, .svg].contains(settings.format) { settings.format = .table }
        }
        try target.prepare(settings, writesTexts: compatibility == .stackql)
    }

    private func write(
        _ results: ResultSet,
        _ failure: QueryError?,
        _ control: StatementControl?
    ) async throws {
        var hasBegun = false
        let target = target
        target.held.hold()
        do {
            for try await row in results {
                if !hasBegun { try target.rows.begin(results.columns) }
                hasBegun = true
                if isTerminal, control?.isCancelled == true, control?.failure.code == .cancelled {
                    endLineOfRow()
                }
                try write(row, to: target)
                if let control { target.held.pager?.begin(control) }
            }
        } catch let error as QueryError {
            if target.held.pager?.hasLeft == true, error.code == .cancelled { return quit() }
            if isClosed, error.code == .cancelled { throw ClosedPipe() }
            try end(results, with: error, hasBegun: hasBegun)
            throw error
        }
        if !hasBegun { try target.rows.begin(results.columns) }
        try finish(ResultEnding(of: results, failure: failure))
    }

    /// Ends a result whose reader has left the pager, which is no error.
    private func quit() {
        isQuit = true
        target.held.discard()
        target.rows.restart()
    }

    private func write(_ row: Row, to target: OutputTarget) throws {
        rowCount += 1
        if rowCount == 1 { firstRow = .now }
        try target.rows.write(row)
        guard isTerminal || target.reader.isWatched, row.isLastOfBatch else { return }
        try target.rows.flush()
        if !target.held.holdsResults { try target.reader.pause(afterRow: rowCount) }
    }

    /// Writes the ending of a statement that failed before its result, in formats that report it.
    ///
    /// - Throws: The error of writing.
    func write(refusal error: QueryError) throws {
        try prepare()
        guard format == .envelope, !hasEnding, !isAbandoned, !isClosed else { return }
        try target.rows.begin([])
        try finish(ResultEnding(refusedBy: error))
    }

    /// Drops the rest of the text, which would follow half a row.
    private func abandon() {
        isAbandoned = true
        target.held.discard()
        target.rows.restart()
    }

    /// Writes the end of a result that failed, or an ending in place of its rows.
    private func end(_ results: ResultSet, with error: QueryError, hasBegun: Bool) throws {
        var hasBegun = hasBegun
        if hasBegun, target.held.holdsResults, !error.keepsRows {
            try target.rows.flush()
            let isWhole = target.held.discard()
            if isWhole { (hasBegun, rowCount) = (false, 0) }
        }
        let isShown = format == .envelope || compatibility == .stackql && error.isOfService
        if !hasBegun, isShown {
            try target.rows.begin(results.columns)
            hasBegun = true
        }
        guard hasBegun else { return }
        if error.code == .cancelled { endLineOfRow() }
        try finish(
            ResultEnding(of: results, failure: error),
            isCut: rowCount > 0 && !error.keepsRows
        )
    }

    private func finish(_ ending: ResultEnding, isCut: Bool = false) throws {
        hasEnding = true
        try target.rows.finish(ending, isCut: isCut)
        try target.held.release()
        target.endResult()
    }
}

// MARK: Terminals

extension ResultWriter {
    /// The number of rows of an unfinished result that a terminal shows: `12 rows were shown`.
    ///
    /// It is nil elsewhere.
    var shownRows: String? {
        guard isTerminal else { return nil }
        return switch rowCount {
        case 0: "no row was shown"
        case 1: "1 row was shown"
        default: "\(rowCount) rows were shown"
        }
    }

    /// Starts a new line on the terminal, where Ctrl-C has left its mark on the current one.
    func endLine() {
        guard !hasEndedLine else { return }
        hasEndedLine = true
        if isTerminal {
            try? target.held.take([0x0A].span)
        } else if isatty(STDERR_FILENO) == 1 {
            printMessage("")
        }
    }

    /// Starts a new line after a row; objects of an array get their line feeds at the end.
    private func endLineOfRow() {
        if isTerminal, [.json, .envelope].contains(format) {
            hasEndedLine = true
        } else {
            endLine()
        }
    }
}

extension QueryError {
    /// Whether the error is a response of the service.
    fileprivate var isOfService: Bool {
        if case .response = detail { true } else { false }
    }
}
