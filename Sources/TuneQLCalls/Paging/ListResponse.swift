package import TuneQLJSON
package import TuneQLTransport

/// A response to a request for a page: everything from which the next position can be read.
package struct ListResponse {
    /// The rows, and the member of the layout's token.
    package var page: JSONPage
    /// The fields of the response, where links to further pages may be.
    package var headers: [HTTPField]
    /// The position that was requested; nil for the first page.
    package var position: PagePosition?

    package init(page: JSONPage, headers: [HTTPField], position: PagePosition? = nil) {
        self.page = page
        self.headers = headers
        self.position = position
    }
}
