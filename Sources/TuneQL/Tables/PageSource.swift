import TuneQLHTTP

/// What a ``PageList`` reads: the pages of several calls, in some order.
protocol PageSource: AnyObject, Sendable {
    /// The next page; nil when all calls have ended. Blocks the session's thread until it is there.
    func next(on executor: SessionExecutor) throws(ScanError) -> PageFeed.Delivery?

    /// Says that a page is used up.
    func finish(_ delivery: PageFeed.Delivery)

    /// Says that a page cannot be read.
    func note(_ error: CallError, of delivery: PageFeed.Delivery)

    /// Ends all calls; the reader, if it waits, is told.
    func cancel()
}

extension PageFeed: PageSource {}
