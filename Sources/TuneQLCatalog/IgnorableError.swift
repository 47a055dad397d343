/// A refusal that means that there are no rows where a SELECT looked.
///
/// All members that are given have to match; a response that is not the API's own never does.
package struct IgnorableError: Sendable, Hashable {
    /// The status of the response: 404.
    package var httpStatus: Int?
    /// The canonical code: `NOT_FOUND`.
    package var status: String?
    /// The reason that the service gives: `LOCATION_UNSUPPORTED`.
    package var reason: String?

    package init(httpStatus: Int? = nil, status: String? = nil, reason: String? = nil) {
        self.httpStatus = httpStatus
        self.status = status
        self.reason = reason
    }

    /// The row that was looked up by its id does not exist.
    package static let absence = IgnorableError(httpStatus: 404, status: "NOT_FOUND")

    /// Whether an error with these members matches.
    package func matches(httpStatus: Int?, status: String?, reason: String?) -> Bool {
        guard let status else { return false }
        return (self.httpStatus ?? httpStatus) == httpStatus
            && (self.status ?? status) == status && (self.reason ?? reason) == reason
    }
}
