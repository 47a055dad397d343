import Glibc
import TuneQL
import TuneQLRendering

/// Writes results in the format that was asked for: rows to stdout or a file, messages to stderr.
final class ResultOutput {
    private var renderer: any ResultRenderer
    private let descriptor: Int32
    private let isTerminal: Bool

    /// Opens the place that the options name.
    ///
    /// - Throws: ``CommandError`` when the file cannot be written.
    init(_ options: OutputOptions) throws(CommandError) {
        let descriptor = try Self.open(options.outfile)
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
        renderer = options.format.renderer(
            RenderingOptions(
                hidesHeaders: options.hideHeaders,
                delimiter: options.delimiter.utf8.first ?? UInt8(ascii: ","),
                width: isTerminal ? Self.width(of: descriptor) : nil
            )
        ) { text in
            try TuneQLCommand.write(text, to: descriptor)
        }
    }

    deinit {
        if descriptor != STDOUT_FILENO { close(descriptor) }
    }

    /// Writes a result; each batch of rows is seen as it comes.
    ///
    /// Rows that came before a failure are written, and the failure is thrown.
    func write(_ results: ResultSet) async throws {
        if let message = results.message { print(message, to: .error) }
        guard !results.columns.isEmpty else { return }
        try renderer.begin(columns: results.columns.map(\.rendered))
        do {
            for try await row in results { try write(row) }
        } catch let error as QueryError {
            try renderer.finish()
            try renderer.flush()
            throw error
        }
        try renderer.finish()
        try renderer.flush()
    }

    private func write(_ row: Row) throws {
        renderer.beginRow()
        for column in 0..<row.count {
            row.withCell(at: column) { cell, bytes in
                switch cell {
                case .null: renderer.appendNull()
                case .integer(let value): renderer.append(integer: value)
                case .real(let value): renderer.append(real: value)
                case .text: renderer.append(text: bytes)
                case .json: renderer.append(text: bytes)
                case .blob: renderer.append(blob: bytes)
                }
            }
        }
        try renderer.endRow()
        if isTerminal, row.isLastOfBatch { try renderer.flush() }
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
