/// A refusal that means that a SELECT has no rows.
///
/// All given members must match; a response that is not the API's own never matches.
package struct IgnorableError: Sendable, Hashable {
    /// The status of the response: 404.
    package var httpStatus: Int?
    /// The canonical code: `NOT_FOUND`.
    package var status: String?
    /// The service's reason: `LOCATION_UNSUPPORTED`.
    package var reason: String?

    package init(httpStatus: Int? = nil, status: String? = nil, reason: String? = nil) {
        self.httpStatus = httpStatus
        self.status = status
        self.reason = reason
    }

    /// The refusal of a look-up by an id that does not exist.
    package static let absence = IgnorableError(httpStatus: 404, status: "NOT_FOUND")

    /// Whether an error with these members matches.
    package func matches(httpStatus: Int?, status: String?, reason: String?) -> Bool {
        guard let status else { return false }
        return (self.httpStatus ?? httpStatus) == httpStatus
            && (self.status ?? status) == status && (self.reason ?? reason) == reason
    }
}
