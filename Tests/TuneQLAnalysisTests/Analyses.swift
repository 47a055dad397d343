import Testing
import TuneQLAnalysis
import TuneQLCatalog
import TuneQLCatalogData
import TuneQLSyntax

/// The analysis of a statement over the embedded catalog, without a session.
func analysis(
    of text: String,
    provider: String? = nil,
    schema: FixedSchema = FixedSchema()
) throws -> StatementAnalysis {
    let text = filled(text)
    var reader = StatementReader(text)
    let statement = try #require(try reader.next())
    let names = ResourceNames(provider: provider, schema: schema, catalogs: Catalogs([.embedded]))
    return StatementAnalysis(of: statement, in: text, names: names)
}

/// A statement with `%t` for the tuning jobs, and `%w` for what they need.
func filled(_ text: String) -> String {
    text.replacing("%t", with: "google.aiplatform.tuning_jobs")
        .replacing("%w", with: "projectsId = 'p' AND locationsId = 'l'")
}

/// A text without the marks `⟦` and `⟧`, and the range in bytes between them.
func unmark(_ text: String) throws -> (text: String, range: Range<Int>) {
    let parts = filled(text).split(omittingEmptySubsequences: false) { "⟦⟧".contains($0) }
    try #require(parts.count == 3)
    let start = parts[0].utf8.count
    return (parts.joined(), start..<(start + parts[1].utf8.count))
}
