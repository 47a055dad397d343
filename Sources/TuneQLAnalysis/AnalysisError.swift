/// A mistake in a statement, found from its tree and the catalog.
package struct AnalysisError: Error, Sendable, Hashable {
    /// The kinds of mistakes.
    package enum Kind: Sendable, Hashable {
        /// A name matches nothing.
        case unknownName
        /// A value does not fit the other side of its comparison.
        case invalidValue
        /// A resource is read without a parameter that all its methods need.
        case missingParameter
        /// The catalog, or a database of the session, could not be read.
        case unreadable
    }

    /// The kind of mistake.
    package var kind: Kind
    /// The mistake, in one sentence.
    package var message: String
    /// The range in the statement's text, in bytes.
    package var range: Range<Int>?
    /// The next step.
    package var help: String?
    /// The name of a table that does not exist; nil for other mistakes.
    package var unknownTable: String?
    /// The parameters that a resource lacks; nil for other mistakes.
    package var missing: Missing?

    /// Parameters that a resource lacks.
    package struct Missing: Sendable, Hashable {
        /// The parameters' names.
        package var parameters: [String]
        /// The resource's full name.
        package var resource: String
    }

    /// Makes an error.
    package init(
        _ kind: Kind,
        _ message: String,
        range: Range<Int>? = nil,
        help: String? = nil
    ) {
        self.kind = kind
        self.message = message
        self.range = range
        self.help = help
    }
}
