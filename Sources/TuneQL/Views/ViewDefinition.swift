import TuneQLSyntax

/// A view as it was defined.
struct ViewDefinition {
    var run: StatementRun
    var query: Query
    var columns: [Identifier]
    /// What USE had named.
    var provider: String?
}
