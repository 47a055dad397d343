import TuneQLJSON
import TuneQLText

/// A workbook with a sheet for each result, written to a file by libxlsxwriter.
///
/// Cells hold numbers of up to 15 digits; longer integers and reals that are not finite are text.
/// NULL is an empty cell.
struct WorkbookRenderer: ResultRenderer {
    private static let exactLimit: UInt64 = 999_999_999_999_999

    private let file: String?
    private let hidesHeaders: Bool
    private var workbook: Workbook?
    private var columns: [RenderedColumn] = []
    private var row = 0
    private var column = 0
    /// The first error of a cell, which its row throws.
    private var failure: WorkbookError?

    /// Prepares for a workbook; its file is written by ``close()``.
    init(_ options: RenderingOptions) {
        file = options.file
        hidesHeaders = options.hidesHeaders
    }

    mutating func begin(columns: [RenderedColumn]) throws {
        self.columns = columns
        guard let file else { throw WorkbookError("a workbook is a file, and stdout is none") }
        if workbook == nil { workbook = try Workbook(file: file) }
        try addSheet()
    }

    private mutating func addSheet() throws(WorkbookError) {
        try workbook?.addSheet(columns: columns.count, freezesHeader: !hidesHeaders)
        row = 0
        guard !hidesHeaders else { return }
        for (index, column) in columns.enumerated() {
            try workbook?.write(Array(column.name.utf8), at: 0, index, isBold: true)
        }
        row = 1
    }

    mutating func beginRow() { column = 0 }

    mutating func appendNull() { column += 1 }

    mutating func append(integer: Int64) {
        if columns[column].kind == .boolean, (0...1).contains(integer) {
            cell { (book, row, column) throws(WorkbookError) in
                try book.write(integer == 1, at: row, column)
            }
        } else if integer.magnitude <= Self.exactLimit {
            write(number: Double(integer))
        } else {
            write(text: Array(String(integer).utf8))
        }
    }

    mutating func append(real: Double) {
        guard real.isFinite else { return write(text: Array(real.description.utf8)) }
        write(number: real)
    }

    mutating func append(text: Span<UInt8>) {
        write(text: text.withUnsafeBufferPointer { Array($0) })
    }

    mutating func append(json: Span<UInt8>) { append(text: json) }

    mutating func append(blob: Span<UInt8>) {
        var text: [UInt8] = []
        Hexadecimal.append(blob, to: &text)
        write(text: text)
    }

    mutating func endRow() throws {
        if let failure { throw failure }
        row += 1
        if row == Workbook.maximumRows { try addSheet() }
    }

    mutating func finish() throws {}

    mutating func flush() throws {}

    /// Writes the file.
    mutating func close() throws {
        try workbook?.close()
        workbook = nil
    }

    private mutating func write(number: Double) {
        cell { (book, row, column) throws(WorkbookError) in
            try book.write(number, at: row, column)
        }
    }

    private mutating func write(text: [UInt8]) {
        let valid = Array(String(decoding: text, as: UTF8.self).utf8)
        cell { (book, row, column) throws(WorkbookError) in
            guard !valid.contains(0) else {
                throw WorkbookError("row \(row) has a text with a NUL, which no workbook can hold")
            }
            try book.write(valid, at: row, column)
        }
    }

    private mutating func cell(
        _ body: (Workbook, Int, Int) throws(WorkbookError) -> Void
    ) {
        defer { column += 1 }
        guard let workbook, failure == nil else { return }
        do {
            try body(workbook, row, column)
        } catch {
            failure = error
        }
    }
}
