package import TuneQLJSON

/// What is done next for a resource.
package enum StackStep: Sendable, Hashable {
    /// A query that counts: exists or statecheck.
    case ask(QueryAnchor)
    /// The exports query, of which a row says that the resource is as it should be.
    case read
    /// A statement that changes something.
    case write(QueryAnchor)
    case end(StackOutcome)
}

/// What a step brought.
package enum StackAnswer: Sendable, Hashable {
    case yes, no
    case row(JSONObject)
    case noRow
    case written
}

/// How a resource ends.
package enum StackOutcome: Sendable, Hashable {
    case unchanged
    case created
    case updated
    /// Created or updated by one statement, which does not say what it was.
    case ensured
    case deleted
    /// There was nothing to delete.
    case alreadyAbsent
    /// The file has no query for it.
    case skipped(String)
    case failed(StackShortfall)
}

/// A state that a resource should have and does not.
package enum StackShortfall: Sendable, Hashable {
    /// It exists in another state, and there is no query that updates it.
    case cannotUpdate
    /// It was written, and is not in its state afterwards.
    case notReached(after: QueryAnchor)
    /// It does not exist, or not in its state.
    case notAsDescribed(QueryAnchor)
    /// It was deleted and still exists.
    case stillThere
}
