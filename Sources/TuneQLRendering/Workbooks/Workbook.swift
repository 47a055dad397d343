import Glibc

/// A workbook that is being written: rows in their order, each cell once.
final class Workbook {
    private let library: WorkbookLibrary
    private let file: String
    private var handle: WorkbookLibrary.Handle?
    private var sheet: WorkbookLibrary.Handle?
    private let bold: WorkbookLibrary.Handle?

    /// What the format can hold.
    static let maximumRows = 1_048_576
    private static let maximumColumns = 16_384

    /// Starts a workbook of constant memory; the file is written by ``close()``.
    init(file: String) throws(WorkbookError) {
        library = try WorkbookLibrary()
        self.file = file
        // lxw_workbook_options: constant_memory, tmpdir, use_zip64; newer versions add pointers.
        let options = UnsafeMutableRawPointer.allocate(byteCount: 128, alignment: 8)
        defer { options.deallocate() }
        memset(options, 0, 128)
        options.storeBytes(of: 1, toByteOffset: 0, as: UInt8.self)
        options.storeBytes(of: 1, toByteOffset: 16, as: UInt8.self)
        guard let handle = library.open(file, options) else {
            throw WorkbookError("\(file) cannot be written: no memory is left")
        }
        self.handle = handle
        bold = library.addFormat(handle)
        if let bold { library.setBold(bold) }
    }

    deinit {
        // An abandoned workbook still has its temporary files.
        try? close()
    }

    /// Adds a sheet, to which cells are written from now on.
    func addSheet(columns: Int, freezesHeader: Bool) throws(WorkbookError) {
        guard columns <= Self.maximumColumns else {
            throw WorkbookError("a sheet has at most \(Self.maximumColumns) columns")
        }
        guard let handle, let sheet = library.addSheet(handle, nil) else {
            throw WorkbookError("\(file) cannot be written: no sheet could be added")
        }
        self.sheet = sheet
        if freezesHeader { library.freeze(sheet, 1, 0) }
    }

    /// Writes a text.
    func write(_ text: [UInt8], at row: Int, _ column: Int, isBold: Bool = false)
        throws(WorkbookError)
    {
        let code = (text.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { text in
            guard let sheet, let base = text.baseAddress else { return Int32(-1) }
            return library.writeText(sheet, UInt32(row), UInt16(column), base, isBold ? bold : nil)
        }
        try check(code, row, column)
    }

    /// Writes a number.
    func write(_ number: Double, at row: Int, _ column: Int) throws(WorkbookError) {
        guard let sheet else { return }
        try check(library.writeNumber(sheet, UInt32(row), UInt16(column), number, nil), row, column)
    }

    /// Writes a truth value.
    func write(_ isTrue: Bool, at row: Int, _ column: Int) throws(WorkbookError) {
        guard let sheet else { return }
        let code = library.writeTruth(sheet, UInt32(row), UInt16(column), isTrue ? 1 : 0, nil)
        try check(code, row, column)
    }

    /// Writes the file.
    func close() throws(WorkbookError) {
        guard let handle else { return }
        self.handle = nil
        sheet = nil
        let code = library.close(handle)
        guard code == 0 else {
            throw WorkbookError("\(file) cannot be written: \(library.text(of: code))")
        }
    }

    private func check(_ code: Int32, _ row: Int, _ column: Int) throws(WorkbookError) {
        guard code != 0 else { return }
        throw WorkbookError(
            "row \(row), column \(column + 1) does not fit into a cell: \(library.text(of: code))"
        )
    }
}
