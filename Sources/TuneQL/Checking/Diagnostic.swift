import TuneQLSyntax

/// A mistake in a text of statements, or what is probably one.
public struct Diagnostic: Sendable, Hashable {
    /// The weight of a diagnostic.
    public enum Severity: String, Sendable, Hashable {
        /// The statement would fail.
        case error
        /// The statement runs, and probably does not mean what it says.
        case warning
    }

    /// Whether the statement would fail.
    public var severity: Severity
    /// The kind of mistake: the name of a ``QueryError/Code``, `doubtful` or `unused`.
    public var code: String
    /// The mistake, in one sentence.
    public var message: String
    /// The range in the text, in UTF-8 bytes; nil for the whole text.
    public var range: Range<Int>?
    /// Advice on what to do next.
    public var help: String?

    /// Makes a diagnostic.
    public init(
        _ severity: Severity,
        _ code: String,
        _ message: String,
        range: Range<Int>? = nil,
        help: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.range = range
        self.help = help
    }

    /// The mistake that an error is about.
    package init(_ error: QueryError) {
        self.init(.error, error.code.name, error.message, range: error.range, help: error.help)
    }

    init(_ warning: QueryWarning) {
        self.init(
            .warning,
            "doubtful",
            warning.message,
            range: warning.range,
            help: warning.help
        )
    }
}
