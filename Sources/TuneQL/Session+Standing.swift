import TuneQLSQLite

/// What a prompt tells about a session.
package struct SessionStanding: Sendable, Equatable {
    /// The provider that USE has chosen.
    package var provider: String?
    /// Whether BEGIN has opened a transaction that is not ended yet.
    package var isInTransaction = false

    package init() {}
}

extension Session {
    /// What a prompt tells about the session now.
    package var standing: SessionStanding { state.standing }
}

extension SessionState {
    var standing: SessionStanding {
        var standing = SessionStanding()
        standing.provider = settings.provider
        standing.isInTransaction = connection.isInTransaction
        return standing
    }
}
