/// One statement of a text.
package struct Statement: Sendable {
    package indirect enum Kind: Sendable {
        case select(Query)
        case insert(Insert)
        case exec(Exec)
        case show(Show)
        case describe(Describe)
        case explain(Explain)
        case use(Identifier)
        case set(Setting)
        /// A statement of SQLite's own, over local tables.
        case local(LocalStatement)
        case view(ViewStatement)
        case utility(Utility)
        case assert(Assertion)
    }

    package var kind: Kind
    /// From the first word to the last, without the semicolon; byte offsets of the whole text.
    package var range: Range<Int>
    package var hints: [Hint]
    /// In the order of the text, one for each occurrence.
    package var variables: [Variable]
}

/// An EXPLAIN of any kind, and the statement that it explains.
package struct Explain: Sendable {
    package var isAnalyze: Bool
    package var isQueryPlan: Bool
    package var statement: Statement
}

/// A statement that SQLite receives unchanged, except for the names of tables.
package struct LocalStatement: Sendable {
    package var verb: LocalVerb
    /// Whether a CREATE says TEMP or TEMPORARY.
    package var isTemporary = false
    /// The tables outside queries: those created, dropped or changed, or named after IN.
    package var tables: [TableReference]
    /// The `FROM …` of an UPDATE.
    package var from: [FromItem]
    /// In the order of the text.
    package var queries: [Query]
    /// A WITH before UPDATE or DELETE.
    package var with: [CommonTable]
    /// Whether the WITH says RECURSIVE.
    package var isRecursive = false
    /// The clauses of UPDATE and DELETE; empty for other statements.
    package var change = Change()

    /// The values that UPDATE sets, and the WHERE of UPDATE and DELETE.
    package var expressions: [Expression] {
        change.assignments.map(\.value) + (change.condition.map { [$0] } ?? [])
    }

    /// The results of the RETURNING of UPDATE and DELETE.
    package var returning: [SelectItem] { change.returning?.results ?? [] }
}
