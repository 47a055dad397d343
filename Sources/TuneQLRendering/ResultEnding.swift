package import TuneQLJSON

/// How a result ended, for formats that can report it.
package struct ResultEnding: Sendable, Hashable {
    /// Whether no rows are missing.
    package var isComplete: Bool
    /// The calls that the rows come from: an array of objects.
    package var scopes: JSONValue
    /// The error that ended the result early or concerns its rows.
    package var error: JSONValue?

    /// The outcome of a statement that acts instead of returning rows.
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
    /// Receives how the result ended, before ``finish()``; most formats cannot show it.
    package mutating func record(_ ending: ResultEnding) {}

    /// Ends like a complete result: most formats cannot mark an incomplete one.
    package mutating func breakOff() throws {
        try finish()
    }

    /// Does nothing: most formats are complete after each result.
    package mutating func close() throws {}
}
