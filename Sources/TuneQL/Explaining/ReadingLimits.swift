import TuneQLCatalog

/// The limits on how far a statement reads its lists.
struct ReadingLimits {
    /// Whether a LIMIT may end the statement before all its calls are made.
    var mayStopEarly: Bool
    /// The maximum number of pages read of each list; nil for all.
    var maximumPages: Int?

    /// The number of pages of a call; `stopsEarly` says whether a LIMIT may leave some unread.
    func pages(of method: Method, stopsEarly: Bool) -> ExplainedStep.Pages {
        guard method.isPaged, maximumPages != 1 else { return .exactly(1) }
        let end = maximumPages.map { "the last page, \($0) at most" } ?? "the last page"
        return .until(mayStopEarly || stopsEarly ? "\(end), or the LIMIT" : end)
    }
}

extension Method {
    /// Whether the response comes in pages.
    var isPaged: Bool { pagination != nil && rows.isList }
}
