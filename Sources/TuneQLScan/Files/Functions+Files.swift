package import TuneQLSQLite

/// The functions and tables that read files, if that is allowed.
extension Functions {
    /// Adds `readfile` and `csv_rows`, which fail unless reading files is allowed.
    package static func defineFiles(on connection: Connection, allowed: Bool) throws(SQLiteError) {
        try connection.defineFunction("readfile", argumentCount: 1, readsOutside: true) {
            arguments in
            guard let path = arguments[0].text else { return .null }
            try checkFiles(allowed, "readfile")
            return .text(try FileAccess.text(of: path))
        }
        try connection.register(CSVTable(allowsFiles: allowed), named: CSVTable.name)
    }

    static func checkFiles(_ isAllowed: Bool, _ function: String) throws(ScanError) {
        guard !isAllowed else { return }
        throw ScanError(
            .forbidden,
            "\(function) is not allowed to read files here",
            help: filesHelp
        )
    }

    /// The help for a statement that is refused for reading files.
    package static let filesHelp =
        "leave out --safe, or set allowsFiles in the engine's configuration, if you trust the text"
}
