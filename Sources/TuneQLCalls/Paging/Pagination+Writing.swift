import TuneQLCatalog
import TuneQLJSON
import TuneQLTransport

extension Pagination {
    /// Puts the position of a page into the request for it, in place of any that it has.
    ///
    /// - Throws: ``RequestError`` for a URL of another origin: the request carries credentials.
    func write(
        _ position: PagePosition,
        to request: inout RequestParts
    ) throws(RequestError) {
        switch (self, position) {
        case (.token(let names), .token(let token)):
            request.replace(names.parameter, in: names.place, with: token)
        case (.nextURL, .url(let text)): try request.replaceURL(with: text)
        case (.pageNumber(let names), .number(let number)):
            request.replace(names.parameter, in: .query, with: String(number))
        case (.offset(let names), .offset(let rows)):
            request.replace(names.parameter, in: .query, with: String(rows))
        default: break
        }
    }
}
