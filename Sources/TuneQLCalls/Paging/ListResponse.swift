package import TuneQLJSON
package import TuneQLTransport

/// A response to a request for a page: everything from which the next position can be read.
package struct ListResponse {
    /// The rows, and the members that lead to the next page.
    package var page: JSONPage
    /// The fields of the response, where links to further pages may be.
    package var headers: [HTTPField]
    /// The position that was requested; nil for the first page.
    package var position: PagePosition?
    /// The page number or offset that the statement itself gave; nil when it gave none.
    package var start: Int?
    /// The member that wraps the response; nil when none does.
    package var wrapper: String?

    package init(
        page: JSONPage,
        headers: [HTTPField],
        position: PagePosition? = nil,
        start: Int? = nil,
        wrapper: String? = nil
    ) {
        self.page = page
        self.headers = headers
        self.position = position
        self.start = start
        self.wrapper = wrapper
    }
}
