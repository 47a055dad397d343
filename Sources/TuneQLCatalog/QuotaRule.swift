/// What a document says about the rate at which a service lets itself be called.
package struct QuotaRule: Sendable, Hashable {
    /// The parameter whose value is the project that quota is counted for; nil counts all together.
    package var project: String?
    /// The parameter whose value is the location that quota is counted for; nil counts all together.
    package var location: String?
    package var requestsPerMinute: Int?
    /// How many requests may go out at once before their rate counts; nil allows those of a second.
    package var burst: Int?
    /// How many requests may be under way at a time.
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
