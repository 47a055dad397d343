import Glibc

/// The functions of libxlsxwriter in use, looked up in the system's shared library when needed.
struct WorkbookLibrary {
    typealias Handle = UnsafeMutableRawPointer
    typealias Text = UnsafePointer<CChar>

    let open: @convention(c) (Text, UnsafeRawPointer?) -> Handle?
    let close: @convention(c) (Handle) -> Int32
    let addSheet: @convention(c) (Handle, Text?) -> Handle?
    let addFormat: @convention(c) (Handle) -> Handle?
    let setBold: @convention(c) (Handle) -> Void
    let freeze: @convention(c) (Handle, UInt32, UInt16) -> Void
    let writeText: @convention(c) (Handle, UInt32, UInt16, Text, Handle?) -> Int32
    let writeNumber: @convention(c) (Handle, UInt32, UInt16, Double, Handle?) -> Int32
    let writeTruth: @convention(c) (Handle, UInt32, UInt16, Int32, Handle?) -> Int32
    let message: @convention(c) (Int32) -> Text?

    /// The names of the library, the newest version last.
    private static let names = (4...9).map { "libxlsxwriter.so.\($0)" } + ["libxlsxwriter.so"]

    /// Loads the library; the error says how to install it.
    init() throws(WorkbookError) {
        let library = Self.names.lazy.compactMap { dlopen($0, RTLD_NOW | RTLD_LOCAL) }.first
        guard let library else { throw Self.missing }
        let table = Symbols(library: library)
        open = try table.function("workbook_new_opt")
        close = try table.function("workbook_close")
        addSheet = try table.function("workbook_add_worksheet")
        addFormat = try table.function("workbook_add_format")
        setBold = try table.function("format_set_bold")
        freeze = try table.function("worksheet_freeze_panes")
        writeText = try table.function("worksheet_write_string")
        writeNumber = try table.function("worksheet_write_number")
        writeTruth = try table.function("worksheet_write_boolean")
        message = try table.function("lxw_strerror")
    }

    /// The library's words for a code.
    func text(of code: Int32) -> String {
        message(code).map { String(cString: $0) } ?? "error \(code)"
    }

    private static let missing = WorkbookError(
        """
        libxlsxwriter could not be loaded, so no workbook can be written; install it \
        (Debian, Ubuntu: apt install libxlsxwriter4; Fedora: dnf install libxlsxwriter)
        """
    )

    private struct Symbols {
        let library: UnsafeMutableRawPointer

        func function<Function>(_ name: String) throws(WorkbookError) -> Function {
            guard let address = dlsym(library, name) else {
                throw WorkbookError("libxlsxwriter is too old: it lacks \(name)")
            }
            return unsafeBitCast(address, to: Function.self)
        }
    }
}
