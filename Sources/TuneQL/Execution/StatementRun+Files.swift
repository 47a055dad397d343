import TuneQLSyntax

extension StatementRun {
    /// Whether a word stands in the text that reads files, be it in a string.
    var mentionsFiles: Bool {
        let words = text(in: statement.range).lowercased().split { !$0.isLetter && $0 != "_" }
        return words.contains { ["readfile", "csv_rows"].contains($0) }
    }
}
