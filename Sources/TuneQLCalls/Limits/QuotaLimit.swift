package import TuneQLCatalog

/// A limit known before the first request.
package struct QuotaLimit: Sendable, Hashable {
    /// The requests per second; nil means any number.
    package var rate: Double?
    /// The maximum number of requests sent at once; nil allows those of a second.
    package var burst: Double?
    /// The maximum number of requests under way; nil means any number.
    package var concurrency: Int?

    package init(rate: Double? = nil, burst: Double? = nil, concurrency: Int? = nil) {
        self.rate = rate
        self.burst = burst
        self.concurrency = concurrency
    }

    /// Makes the limit of a document's rule.
    package init(_ rule: QuotaRule) {
        rate = rule.requestsPerMinute.map { Double($0) / 60 }
        burst = rule.burst.map(Double.init)
        concurrency = rule.concurrency
    }

    /// Reads a user's limit: `20/s`, `600/min`, `8` for that many at a time, `20/s,8`, or `off`.
    ///
    /// - Returns: The limit; nil for a malformed text.
    package init?(text: String) {
        self.init()
        guard text != "off" else { return }
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let words = part.split(separator: "/", omittingEmptySubsequences: false)
            if words.count == 1, let count = Int(words[0]), count > 0, concurrency == nil {
                concurrency = count
            } else if words.count == 2, let count = Double(words[0]), count > 0, count < 1e6,
                let seconds = Self.seconds[String(words[1])], rate == nil
            {
                rate = count / seconds
                burst = max(1, min(count, count / seconds))
            } else {
                return nil
            }
        }
    }

    private static let seconds: [String: Double] = [
        "s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600,
    ]
}
