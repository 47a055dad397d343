import Glibc
import TuneQL
import TuneQLRendering

/// Writes results in the format that was asked for: rows to stdout or a file, messages to stderr.
final class ResultOutput {
    private var renderer: any ResultRenderer
    private let descriptor: Int32
    private let isTerminal: Bool
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
    /// How often the reader of the last result was given time to leave.
    private var moments = 0
    /// As many rows as a page of a list has.
    private static let pageRows = 100

    /// Opens the place that the options name.
    ///
    /// - Throws: ``CommandError`` when the file cannot be written.
    init(_ options: OutputOptions) throws(CommandError) {
        let descriptor = try Self.open(options.outfile)
        self.descriptor = descriptor
        let isTerminal = isatty(descriptor) == 1
        self.isTerminal = isTerminal
        format = options.format
        holdsRows = options.format == .json && !isTerminal
        let sink = OutputSink(descriptor, limit: holdsRows ? OutputSink.usualLimit : 0)
        self.sink = sink
        let watch = options.outfile == nil ? PipeWatch(descriptor) : nil
        self.watch = watch
        compatibility = options.compat
        writesTexts = options.compat == .stackql && [.json, .jsonl].contains(options.format)
        let escape: TerminalText.Escape =
            [.json, .jsonl, .envelope].contains(options.format) ? .json : .readable
        renderer = options.format.renderer(
            RenderingOptions(
                hidesHeaders: options.hideHeaders,
                delimiter: options.delimiter.utf8.first ?? UInt8(ascii: ","),
                width: isTerminal ? Self.width(of: descriptor) : nil,
                // So that who reads a few rows need not wait for a second page.
                firstRows: watch == nil ? 1_000 : Self.pageRows
            )
        ) { [isTerminal] text in
            if isTerminal, let harmless = TerminalText.harmless(text, escape) {
                try sink.take(harmless.span)
            } else {
                try sink.take(text)
            }
        }
    }

    deinit {
        if descriptor != STDOUT_FILENO { close(descriptor) }
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
    ///   - token: What ends the statement when nobody reads the output any more.
    /// - Throws: What the statement throws, or ``ClosedPipe``.
    func write(
        _ results: ResultSet,
        message: String? = nil,
        failure: QueryError? = nil,
        endedBy token: CancelToken? = nil
    ) async throws {
        rowCount = 0
        moments = 0
        if let token { watch?.begin(token) }
        defer { watch?.end() }
        if let message = message ?? results.message { print(message, to: .error) }
        guard !results.columns.isEmpty else { return }
        let columns = results.columns.map {
            writesTexts ? RenderedColumn($0.name, .text) : $0.rendered
        }
        var hasBegun = false
        sink.hold()
        do {
            for try await row in results {
                if !hasBegun { try renderer.begin(columns: columns) }
                hasBegun = true
                try write(row)
            }
        } catch let error as QueryError {
            if watch?.isClosed ?? false { throw ClosedPipe() }
            try end(results, with: error, columns, hasBegun: hasBegun)
            throw error
        }
        if !hasBegun { try renderer.begin(columns: columns) }
        try finish(results, failure)
    }

    /// Writes the end of a result that failed, or what it has instead of rows.
    private func end(
        _ results: ResultSet,
        with error: QueryError,
        _ columns: [RenderedColumn],
        hasBegun: Bool
    ) throws {
        var hasBegun = hasBegun
        if hasBegun, holdsRows, !error.comesBehindRows {
            try renderer.flush()
            let isWhole = sink.discard()
            if isWhole { (hasBegun, rowCount) = (false, 0) }
        }
        let isShown = format == .envelope || compatibility == .stackql && error.isOfService
        if !hasBegun, isShown {
            try renderer.begin(columns: columns)
            hasBegun = true
        }
        if hasBegun { try finish(results, error) }
    }

    private func finish(_ results: ResultSet, _ failure: QueryError?) throws {
        if format == .envelope { renderer.note(ResultEnding(of: results, failure: failure)) }
        try renderer.finish()
        try renderer.flush()
        try sink.release()
    }

    private func write(_ row: Row) throws {
        rowCount += 1
        renderer.beginRow()
        for column in 0..<row.count {
            if writesTexts {
                append(text: row[column])
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
        guard isTerminal || watch != nil, row.isLastOfBatch else { return }
        try renderer.flush()
        watch?.start()
        try giveMoment()
    }

    /// Before the second page is asked for, and the third, lets those leave who wanted a few rows.
    private func giveMoment() throws {
        guard moments < 2, !holdsRows, rowCount >= Self.pageRows * (moments + 1) else { return }
        moments += 1
        try watch?.giveMoment()
    }

    /// A value as text, whatever it is.
    private func append(text value: Value) {
        switch value {
        case .null: renderer.appendNull()
        case .integer(let number): renderer.append(text: Array("\(number)".utf8).span)
        case .real(let number): renderer.append(text: Array("\(number)".utf8).span)
        case .boolean(let isTrue): renderer.append(text: Array("\(isTrue)".utf8).span)
        case .text(let text), .json(let text): renderer.append(text: Array(text.utf8).span)
        case .blob(let bytes): renderer.append(blob: bytes.span)
        }
    }

    private static func open(_ file: String?) throws(CommandError) -> Int32 {
        guard let file else { return STDOUT_FILENO }
        let descriptor = Glibc.open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandError("\(file) cannot be written: \(String(cString: strerror(errno)))")
        }
        return descriptor
    }

    private static func width(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
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
