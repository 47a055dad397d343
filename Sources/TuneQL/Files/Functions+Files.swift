import TuneQLSQLite
import TuneQLText

/// What reads files: only where the engine allows it.
extension Functions {
    static func defineFiles(on connection: Connection, allowed: Bool) throws(SQLiteError) {
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

    /// What to do where a statement is refused since it wants files.
    static let filesHelp =
        "leave out --safe, or set allowsFiles in the engine's configuration, if you trust the text"
}
