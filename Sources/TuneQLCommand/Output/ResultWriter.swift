import Glibc
import TuneQL
import TuneQLRendering

/// Writes results in the format that was asked for: rows to stdout or a file, messages to stderr.
final class ResultOutput {
    private var renderer: any ResultRenderer
    private let makeRenderer: () -> any ResultRenderer
    private let isTerminal: Bool
    /// Whether what is written next starts a line, although Ctrl-C came in the middle of one.
    private var hasEndedLine = false
    private let sink: OutputSink
    /// What notices that stdout is not read any more; nil when it is no pipe.
    private let watch: PipeWatch?
    /// Whether rows that came before a failure are worth nothing without their end.
    private let holdsRows: Bool
    private let format: OutputFormat
    /// Whether JSON holds texts alone, as scripts for StackQL expect.
    private let writesTexts: Bool
    let compatibility: Compatibility?
    /// How many rows the last result had.
    var rowCount = 0
    /// Whether the statement has written what tells how it ended.
    private var hasEnding = false
    /// Whether a result was left in the middle of its text, since nobody read it.
    private(set) var isAbandoned = false
    /// How often the reader of the last result was given time to leave.
    private var moments = 0
    /// As many rows as a page of a list has.
    private static let pageRows = 100

    /// Looks at the place that the options name; a file is opened when there is something to write.
    ///
    /// - Throws: ``CommandError`` when the file cannot be written.
    init(_ options: OutputOptions) throws(CommandError) {
        let place = try OutputPlace(file: options.outfile)
        let isTerminal = place.isTerminal
        self.isTerminal = isTerminal
        format = options.format
        holdsRows = options.format == .json && !isTerminal
        let sink = OutputSink(place, limit: holdsRows ? OutputSink.usualLimit : 0)
        self.sink = sink
        let watch = options.outfile == nil ? PipeWatch(STDOUT_FILENO) : nil
        self.watch = watch
        compatibility = options.compat
        writesTexts = options.compat == .stackql && [.json, .jsonl].contains(options.format)
        let settings = RenderingOptions(
            hidesHeaders: options.hideHeaders,
            delimiter: options.delimiter.utf8.first ?? UInt8(ascii: ","),
            width: place.width,
            // So that who reads a few rows need not wait for a second page.
            firstRows: watch == nil ? 1_000 : Self.pageRows
        )
        makeRenderer = { [format] in
            format.renderer(settings, to: Self.sink(sink, isTerminal: isTerminal, format))
        }
        renderer = makeRenderer()
    }

    /// What takes the text of a renderer, harmless where it goes to a terminal.
    private static func sink(
        _ sink: OutputSink,
        isTerminal: Bool,
        _ format: OutputFormat
    ) -> OutputBuffer.Sink {
        guard isTerminal else { return { try sink.take($0) } }
        let isJSON = [.json, .jsonl, .envelope].contains(format)
        return { text in
            if let harmless = TerminalText.harmless(text, isJSON ? .json : .readable) {
                try sink.take(harmless.span)
            } else {
                try sink.take(text)
            }
        }
    }

    /// Begins a new line on the terminal, where Ctrl-C has left its mark on the one that is shown.
    func endLine() {
        guard !hasEndedLine else { return }
        hasEndedLine = true
        if isTerminal {
            try? sink.take([0x0A].span)
        } else if isatty(STDERR_FILENO) == 1 {
            print("", to: .error)
        }
    }

    /// What a terminal shows of a result that was left: `12 rows were shown`; nil elsewhere.
    var shownRows: String? {
        guard isTerminal else { return nil }
        return switch rowCount {
        case 0: "no row was shown"
        case 1: "1 row was shown"
        default: "\(rowCount) rows were shown"
        }
    }

    /// Whether the reader of stdout went away.
    var isClosed: Bool { watch?.isClosed ?? false }

    /// Prepares for a statement.
    ///
    /// - Parameter token: What ends it when nobody reads the output any more; nil for a statement
    ///   that has to be finished nevertheless.
    func begin(_ token: CancelToken?) {
        rowCount = 0
        isAbandoned = false
        hasEnding = false
        hasEndedLine = false
        if let token { watch?.begin(token) }
    }

    /// From now on no statement is ended.
    func end() {
        watch?.end()
    }

    /// Writes a result; each batch of rows is seen as it comes.
    ///
    /// Rows that came before a failure are written, and the failure is thrown; without rows before
    /// it nothing is written, or a failed result would look like an empty one. JSON that is not
    /// read by people is whole or nothing, as far as it can be held back.
    ///
    /// - Parameters:
    ///   - results: The result.
    ///   - message: What to tell instead of the result's own message.
    ///   - failure: What is told of the result besides its rows.
    ///   - token: What has ended the statement when its rows are not read.
    /// - Throws: What the statement throws, or ``ClosedPipe``.
    func write(
        _ results: ResultSet,
        message: String? = nil,
        failure: QueryError? = nil,
        endedBy token: CancelToken? = nil
    ) async throws {
        rowCount = 0
        moments = 0
        if let message = message ?? results.message { print(message, to: .error) }
        guard !results.columns.isEmpty || format == .envelope else { return }
        let columns = results.columns.map {
            writesTexts ? RenderedColumn($0.name, .text) : $0.rendered
        }
        do {
            try await write(results, columns, failure, token)
        } catch let error as UnreadOutput {
            abandon()
            if isClosed { throw ClosedPipe() }
            throw token?.failure ?? error
        }
    }

    private func write(
        _ results: ResultSet,
        _ columns: [RenderedColumn],
        _ failure: QueryError?,
        _ token: CancelToken?
    ) async throws {
        var hasBegun = false
        sink.hold()
        do {
            for try await row in results {
                if !hasBegun { try renderer.begin(columns: columns) }
                hasBegun = true
                if isTerminal, token?.isCancelled == true, token?.failure.code == .cancelled {
                    endLineOfRow()
                }
                try write(row)
            }
        } catch let error as QueryError {
            if isClosed, error.code == .cancelled { throw ClosedPipe() }
            try end(results, with: error, columns, hasBegun: hasBegun)
            throw error
        }
        if !hasBegun { try renderer.begin(columns: columns) }
        try finish(results, failure)
    }

    /// Writes, where the format tells how statements end, how one did that answered nothing.
    ///
    /// - Throws: What writing throws.
    func write(refusal error: QueryError) throws {
        guard format == .envelope, !hasEnding, !isAbandoned, !isClosed else { return }
        try renderer.begin(columns: [])
        try finish(ResultEnding(refusedBy: error))
    }

    /// Forgets what was to be written: it would follow the half of a row.
    private func abandon() {
        isAbandoned = true
        sink.discard()
        renderer = makeRenderer()
    }

    /// Tells on stderr what a statement answers that nobody reads on stdout.
    ///
    /// - Throws: ``QueryError`` when the statement fails behind its rows.
    func tell(_ results: ResultSet) async throws {
        guard !results.columns.isEmpty else { return }
        let text = UnreadText()
        var table = OutputFormat.table.renderer { text.append($0) }
        try table.begin(columns: results.columns.map(\.rendered))
        var failure: QueryError?
        do {
            for try await row in results { try append(row, to: &table) }
        } catch let error as QueryError {
            failure = error
        }
        try table.finish()
        try table.flush()
        let warning = "warning: nobody reads the output, which is:"
        print("\(warning)\n\(text.lines)", to: .error, isMessage: false)
        if let failure { throw failure }
    }

    /// Writes the end of a result that failed, or what it has instead of rows.
    private func end(
        _ results: ResultSet,
        with error: QueryError,
        _ columns: [RenderedColumn],
        hasBegun: Bool
    ) throws {
        var hasBegun = hasBegun
        if hasBegun, holdsRows, !error.keepsRows {
            try renderer.flush()
            let isWhole = sink.discard()
            if isWhole { (hasBegun, rowCount) = (false, 0) }
        }
        let isShown = format == .envelope || compatibility == .stackql && error.isOfService
        if !hasBegun, isShown {
            try renderer.begin(columns: columns)
            hasBegun = true
        }
        guard hasBegun else { return }
        if error.code == .cancelled { endLineOfRow() }
        try finish(results, error, isCut: rowCount > 0 && !error.keepsRows)
    }

    /// The same, where a row is followed by its line feed; objects of an array get theirs at the end.
    private func endLineOfRow() {
        if isTerminal, [.json, .envelope].contains(format) {
            hasEndedLine = true
        } else {
            endLine()
        }
    }

    private func finish(
        _ results: ResultSet,
        _ failure: QueryError?,
        isCut: Bool = false
    ) throws {
        try finish(ResultEnding(of: results, failure: failure), isCut: isCut)
    }

    private func finish(_ ending: ResultEnding, isCut: Bool = false) throws {
        hasEnding = true
        renderer.note(ending)
        if isCut { try renderer.breakOff() } else { try renderer.finish() }
        try renderer.flush()
        try sink.release()
    }

    private func write(_ row: Row) throws {
        rowCount += 1
        try append(row, to: &renderer)
        guard isTerminal || watch != nil, row.isLastOfBatch else { return }
        try renderer.flush()
        try giveMoment()
    }

    private func append(_ row: Row, to renderer: inout any ResultRenderer) throws {
        renderer.beginRow()
        for column in 0..<row.count {
            if writesTexts {
                Self.append(text: row[column], to: &renderer)
                continue
            }
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
        try renderer.endRow()
    }

    /// Before the second page is asked for, and the third, lets those leave who wanted a few rows.
    private func giveMoment() throws {
        guard moments < 2, !holdsRows, rowCount >= Self.pageRows * (moments + 1) else { return }
        moments += 1
        try watch?.giveMoment()
    }

    /// A value as text, whatever it is.
    private static func append(text value: Value, to renderer: inout any ResultRenderer) {
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

/// Text that is put together before it is told.
private final class UnreadText {
    private var bytes: [UInt8] = []

    func append(_ text: Span<UInt8>) {
        text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    /// The text without its last line feed.
    var lines: String { String(decoding: bytes.dropLast(), as: UTF8.self) }
}

extension QueryError {
    /// Whether the service's answer is the error.
    fileprivate var isOfService: Bool {
        if case .answer = detail { true } else { false }
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
