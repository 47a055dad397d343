import TuneQLSyntax

/// A view as it was defined.
struct ViewDefinition {
    var run: StatementRun
    var query: Query
    var columns: [Identifier]
    /// The provider that USE had set.
    var provider: String?
}
