package import TuneQLJSON

/// How a result has ended, for formats that can tell.
package struct ResultEnding: Sendable, Hashable {
    /// Whether the rows are all there are.
    package var isComplete: Bool
    /// The calls that the rows come from, an array of objects.
    package var scopes: JSONValue
    /// What ended the result before its end, or says something about its rows.
    package var error: JSONValue?

    /// What was done, for statements that do something instead of answering rows.
    package var message: String?

    package init(
        isComplete: Bool = true,
        scopes: JSONValue = [],
        error: JSONValue? = nil,
        message: String? = nil
    ) {
        self.isComplete = isComplete
        self.scopes = scopes
        self.error = error
        self.message = message
    }
}

extension ResultRenderer {
    /// Takes note of how the result ends, before ``finish()``; most formats have no place for it.
    package mutating func note(_ ending: ResultEnding) {}

    /// Ends as any result does: most formats have nothing that would tell.
    package mutating func breakOff() throws {
        try finish()
    }
}
