/// A refusal that only says that there is nothing where a SELECT looked.
///
/// All that is given has to be so; an answer that is not the API's own never matches.
package struct IgnorableError: Sendable, Hashable {
    /// The status of the answer: 404.
    package var httpStatus: Int?
    /// The canonical code: `NOT_FOUND`.
    package var status: String?
    /// The reason that the service names: `LOCATION_UNSUPPORTED`.
    package var reason: String?

    package init(httpStatus: Int? = nil, status: String? = nil, reason: String? = nil) {
        self.httpStatus = httpStatus
        self.status = status
        self.reason = reason
    }

    /// The row that was asked for by its id does not exist.
    package static let absence = IgnorableError(httpStatus: 404, status: "NOT_FOUND")

    /// Whether an error with such words is meant.
    package func matches(httpStatus: Int?, status: String?, reason: String?) -> Bool {
        guard let status else { return false }
        return (self.httpStatus ?? httpStatus) == httpStatus
            && (self.status ?? status) == status && (self.reason ?? reason) == reason
    }
}
