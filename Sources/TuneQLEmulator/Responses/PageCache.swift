/// Pages as they were sent, within a bound of memory.
///
/// A page is good until one of its jobs changes; cancelling a job empties the cache.
struct PageCache: Sendable {
    struct Key: Sendable, Hashable {
        var list: UInt32
        var rank: Int
        var size: Int
        var style: OutputStyle
    }

    struct Page: Sendable {
        var bytes: [UInt8]
        /// When a job of the page changes by itself; nil when all have ended.
        var validUntil: Instant?
    }

    /// The most bytes that are kept.
    static let capacity = 24 << 20

    private var pages: [Key: Page] = [:]
    private var size = 0
    /// How often the cache was emptied because jobs changed.
    private(set) var version = 0

    /// The bytes of a page that is still good.
    func bytes(_ key: Key, at now: Instant) -> [UInt8]? {
        guard let page = pages[key], page.validUntil.map({ now < $0 }) ?? true else { return nil }
        return page.bytes
    }

    /// Keeps a page, unless jobs have changed since `version`.
    mutating func add(_ page: Page, for key: Key, ifVersion version: Int) {
        guard version == self.version, page.bytes.count < Self.capacity / 4 else { return }
        if size + page.bytes.count > Self.capacity {
            pages = [:]
            size = 0
        }
        size += page.bytes.count - (pages[key]?.bytes.count ?? 0)
        pages[key] = page
    }

    mutating func removeAll() {
        self = PageCache(version: version + 1)
    }

    init(version: Int = 0) {
        self.version = version
    }
}
