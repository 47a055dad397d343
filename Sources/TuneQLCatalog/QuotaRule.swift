/// The rate at which a service may be called, as its document gives it.
package struct QuotaRule: Sendable, Hashable {
    /// The parameter whose value is the project that quota is counted for; nil counts all together.
    package var project: String?
    /// The parameter whose value is the location that quota is counted for; nil counts all together.
    package var location: String?
    package var requestsPerMinute: Int?
    /// The number of requests that may go out before the rate applies; nil allows those of a second.
    package var burst: Int?
    /// The number of requests that may be under way at a time.
    package var concurrency: Int?

    package init(
        project: String? = nil,
        location: String? = nil,
        requestsPerMinute: Int? = nil,
        burst: Int? = nil,
        concurrency: Int? = nil
    ) {
        self.project = project
        self.location = location
        self.requestsPerMinute = requestsPerMinute
        self.burst = burst
        self.concurrency = concurrency
    }
}
