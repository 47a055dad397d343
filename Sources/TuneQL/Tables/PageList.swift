/// The pages of a scan, which several cursors may read, each from the first page on.
///
/// A cursor that stops early leaves the rest unread; the next one goes on there.
final class PageList {
    private let feed: PageFeed
    /// Whether pages are kept for further readers; otherwise there is one, and it reads on.
    private let keepsPages: Bool
    private var pages: [PageFeed.Delivery] = []
    private var last: PageFeed.Delivery?
    private var isComplete = false
    private let cancelling: CancelToken.Registration

    init(_ feed: PageFeed, keepsPages: Bool, endedBy token: CancelToken) {
        self.feed = feed
        self.keepsPages = keepsPages
        cancelling = token.onCancel { feed.cancel() }
    }

    deinit {
        cancelling.remove()
        feed.cancel()
    }

    /// The page at a place in the order in which the pages came; nil behind the last.
    func page(at index: Int, on executor: SessionExecutor) throws -> PageFeed.Delivery? {
        if index < pages.count { return pages[index] }
        guard !isComplete else { return nil }
        if let last { feed.finish(last) }
        last = try feed.next(on: executor)
        if let last, keepsPages { pages.append(last) }
        isComplete = last == nil
        return last
    }
}
