import Testing
import TuneQLSyntax

/// The text without its marks `⟦` and `⟧`, and the byte range between them.
func unmark(
    _ marked: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> (text: String, range: Range<Int>) {
    let parts = marked.split(separator: "⟦", omittingEmptySubsequences: false)
    try #require(parts.count == 2, "one ⟦ is needed", sourceLocation: sourceLocation)
    let rest = parts[1].split(separator: "⟧", omittingEmptySubsequences: false)
    try #require(rest.count == 2, "one ⟧ is needed", sourceLocation: sourceLocation)
    let start = parts[0].utf8.count
    return (String(parts[0] + rest[0] + rest[1]), start..<start + rest[0].utf8.count)
}

/// The only statement of a text.
func statement(_ text: String) throws -> Statement {
    var reader = StatementReader(text)
    return try #require(try reader.next())
}

/// The only statement of a text, which has to be a query.
func query(_ text: String) throws -> Query {
    guard case .select(let query) = try statement(text).kind else {
        throw SyntaxError(range: 0..<0, message: "no query: \(text)")
    }
    return query
}

/// The expression of `SELECT …`.
func expression(_ text: String) throws -> Expression {
    let results = try query("SELECT " + text).body[0].results
    guard case .expression(let expression, _) = results[0].kind else {
        throw SyntaxError(range: 0..<0, message: "no expression: \(text)")
    }
    return expression
}

func slice(_ text: String, _ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
}
