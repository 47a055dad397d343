import TuneQL
import TuneQLRendering

/// A result of a write, printed to stderr because stdout is closed or not read.
enum UnreadResult {
    /// Prints a result as a table, after a warning.
    ///
    /// - Throws: ``QueryError`` when the statement fails after its rows.
    static func print(_ results: ResultSet) async throws {
        guard !results.columns.isEmpty else { return }
        let text = Text()
        var table = RowWriter { OutputFormat.table.renderer { text.append($0) } }
        try table.begin(results.columns)
        var failure: QueryError?
        do {
            for try await row in results { try table.write(row) }
        } catch let error as QueryError {
            failure = error
        }
        try table.finish()
        let warning = "warning: the output was closed; it would have been:"
        printMessage("\(warning)\n\(text.lines)", shorteningNames: false)
        if let failure { throw failure }
    }

    /// Text that is collected before it is printed.
    private final class Text {
        private var bytes: [UInt8] = []

        func append(_ text: Span<UInt8>) {
            text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        }

        /// The text without its last line feed.
        var lines: String { String(decoding: bytes.dropLast(), as: UTF8.self) }
    }
}
