import TuneQLSyntax

/// Reads any text as a script: no input may crash, hang or lose bytes.
func fuzzParser(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    _ = StatementReader.completeness(of: text)
    let formatted = SQLFormatter.formatted(text).text
    precondition(
        SQLFormatter.formatted(formatted).text == formatted,
        "a formatted text is formatted again"
    )
    var reader = StatementReader(text)
    while true {
        let before = reader.offset
        do {
            guard let statement = try reader.next() else { return }
            let sql = SQLWriter(text).sql(for: statement) { _ in nil }
            precondition(
                sql.sourceOffset(of: sql.text.utf8.count) <= text.utf8.count,
                "a place of the SQL lies outside of its source"
            )
        } catch {
            precondition(
                error.range.upperBound <= text.utf8.count,
                "an error lies outside of the text"
            )
            _ = SourceText(text).excerpt(of: error.range)
            precondition(reader.offset > before, "the reader stands still after an error")
        }
    }
}
