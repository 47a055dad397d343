/// The rate at which a service may be called, as its document gives it.
package struct QuotaRule: Sendable, Hashable {
    /// The parameter for the project by which quota is counted; nil counts all projects together.
    package var project: String?
    /// The parameter for the location by which quota is counted; nil counts all locations together.
    package var location: String?
    package var requestsPerMinute: Int?
    /// The number of requests sent before the rate applies; nil allows one second's worth.
    package var burst: Int?
    /// The number of requests that may be in flight at a time.
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
