package import TuneQLCatalog
import TuneQLJSON
import TuneQLTransport

extension Pagination {
    /// Reads the position of the next page from a response; nil after the last page.
    ///
    /// - Throws: ``PagingError`` when there is a further page, and its position is missing.
    package func position(after response: ListResponse) throws(PagingError) -> PagePosition? {
        switch self {
        case .token(let token): try token.position(after: response)
        case .nextURL(.member): response.page.nextPageToken.map(PagePosition.url)
        case .nextURL(.linkHeader): LinkHeader.next(in: response.headers).map(PagePosition.url)
        case .pageNumber(let number): try number.position(after: response)
        case .offset(let offset): try offset.position(after: response)
        }
    }
}

extension Pagination.PageOffset {
    /// The number of rows up to the end of a page; nil after a page without rows.
    fileprivate func position(
        after response: ListResponse
    ) throws(PagingError) -> PagePosition? {
        guard response.page.count > 0 else { return nil }
        var start = if let given = response.start { given } else { try base(of: response) }
        if case .offset(let rows)? = response.position { start = rows }
        let (next, overflows) = start.addingReportingOverflow(response.page.count)
        return overflows ? nil : .offset(next)
    }

    /// The number of the first row: the one that the first page repeats, if that can be a first one.
    private func base(of response: ListResponse) throws(PagingError) -> Int {
        guard response.position == nil, let echo,
            let repeated = try response.value(at: echo)?.integer, (0...1).contains(repeated)
        else { return first }
        return repeated
    }
}

extension Pagination.PageToken {
    fileprivate func position(
        after response: ListResponse
    ) throws(PagingError) -> PagePosition? {
        let next: String? =
            switch source {
            case .member: response.page.nextPageToken
            case .header(let name): response.headers[name].flatMap { $0.isEmpty ? nil : $0 }
            }
        guard let more else { return next.map(PagePosition.token) }
        switch try response.value(at: more) {
        case .bool(false): return nil
        case .bool(true) where next == nil:
            throw PagingError("says that there are more pages, but gives no token for the next one")
        default: return next.map(PagePosition.token)
        }
    }
}

extension Pagination.PageNumber {
    fileprivate func position(
        after response: ListResponse
    ) throws(PagingError) -> PagePosition? {
        var number = response.start ?? first
        if case .number(let requested)? = response.position { number = requested }
        let (next, overflows) = number.addingReportingOverflow(1)
        guard !overflows else { return nil }
        guard let totalPages, let total = try response.value(at: totalPages)?.integer else {
            return response.page.count > 0 ? .number(next) : nil
        }
        // Where numbers begin with 0, the last one is one less than their count.
        return next - first < total ? .number(next) : nil
    }
}

extension ListResponse {
    fileprivate func value(at path: [String]) throws(PagingError) -> JSONValue? {
        do {
            return try page.value(at: [wrapper].compactMap(\.self) + path)
        } catch {
            throw PagingError(
                "has something other than JSON in '\(path.joined(separator: "."))'"
            )
        }
    }
}
