import TuneQLSyntax

/// A statement that is being run, with all that was given for it.
struct StatementRun {
    let statement: Statement
    /// The text that ranges refer to.
    let source: String
    let bindings: Bindings
    let token: CancelToken

    init(_ statement: Statement, of source: String, _ bindings: Bindings, token: CancelToken) {
        self.statement = statement
        self.source = source
        self.bindings = bindings
        self.token = token
    }

    /// The source between two places.
    func text(in range: Range<Int>) -> String {
        String(decoding: Array(source.utf8)[range], as: UTF8.self)
    }
}
