import TuneQLCatalog

extension Pagination {
    /// Puts the position of a page into the request for it, in place of any that it has.
    ///
    /// The request will carry credentials: an origin that comes from a response has to be checked here.
    func write(_ position: PagePosition, to request: inout RequestParts) {
        switch (self, position) {
        case (.token(let names), .token(let token)):
            request.replaceQueryItem(names.parameter, with: token)
        default: break
        }
    }
}
