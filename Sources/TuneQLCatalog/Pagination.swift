/// The paging scheme of a list: how further pages are announced and requested.
package enum Pagination: Sendable, Hashable {
    /// Every page except the last has a token, which the request for the next page carries.
    case token(PageToken)
    /// Every page except the last has the URL of the next one.
    case nextURL(NextURL)
    /// Pages are requested by their number.
    case pageNumber(PageNumber)
    /// Pages are requested by the number of rows before them.
    case offset(PageOffset)

    /// The part of a request that carries a value.
    package enum Place: String, Sendable, Hashable {
        case query, body, header
    }

    /// The names used in paging by tokens.
    package struct PageToken: Sendable, Hashable {
        /// The name under which a request carries the token.
        package var parameter: String
        package var place: Place
        /// The part of a response with the token of the next page.
        package var source: Source
        /// The path to a member of a page that is false on the last one; nil when pages have none.
        package var more: [String]?
        /// The parameter for a page size; nil when the method has none.
        package var size: PageSize?

        package init(
            parameter: String,
            place: Place = .query,
            source: Source,
            more: [String]? = nil,
            size: PageSize? = nil
        ) {
            self.parameter = parameter
            self.place = place
            self.source = source
            self.more = more
            self.size = size
        }

        /// Creates the usual form: a query parameter, and a member at the top of the response.
        package init(parameter: String, member: String, size: PageSize? = nil) {
            self.init(parameter: parameter, source: .member([member]), size: size)
        }
    }

    /// The part of a response that holds a token.
    package enum Source: Sendable, Hashable {
        /// The member at the end of this path.
        case member([String])
        /// The header field of this name.
        case header(String)
    }

    /// The part of a response that holds the URL of the next page.
    package enum NextURL: Sendable, Hashable {
        /// The member at the end of this path.
        case member([String])
        /// The `Link` header field whose relation is `next`.
        case linkHeader
    }

    /// The names used in paging by numbers.
    package struct PageNumber: Sendable, Hashable {
        /// The query parameter that carries the number.
        package var parameter: String
        /// The number of the first page.
        package var first: Int
        /// The parameter for a page size; nil when the method has none.
        package var size: PageSize?
        /// The path to the member with the number of pages; nil ends at the first page without rows.
        package var totalPages: [String]?

        package init(
            parameter: String,
            first: Int = 1,
            size: PageSize? = nil,
            totalPages: [String]? = nil
        ) {
            self.parameter = parameter
            self.first = first
            self.size = size
            self.totalPages = totalPages
        }
    }

    /// The names used in paging by offsets; the first page without rows is the end.
    package struct PageOffset: Sendable, Hashable {
        /// The query parameter that carries the number of rows before the page, from ``first``.
        package var parameter: String
        /// The number of the first row.
        package var first: Int
        /// The path to the member of a page that repeats the offset; nil when none does.
        ///
        /// On the first page it shows whether the service counts from 0 or from 1.
        package var echo: [String]?
        /// The parameter for a page size; nil when the method has none.
        package var size: PageSize?

        package init(
            parameter: String,
            first: Int = 0,
            echo: [String]? = nil,
            size: PageSize? = nil
        ) {
            self.parameter = parameter
            self.first = first
            self.echo = echo
            self.size = size
        }
    }

    /// The parameter for a page size, and the largest size.
    package struct PageSize: Sendable, Hashable {
        /// The name under which a request carries the size.
        package var parameter: String
        /// The largest size that is requested.
        package var maximum: Int
        package var place: Place

        package init(parameter: String, maximum: Int, place: Place = .query) {
            self.parameter = parameter
            self.maximum = maximum
            self.place = place
        }
    }
}

extension Pagination {
    /// The path to the member of a page that leads to the next one; nil when it is no member.
    package var nextPath: [String]? {
        switch self {
        case .token(let token):
            guard case .member(let path) = token.source else { return nil }
            return path
        case .nextURL(.member(let path)): return path
        case .nextURL(.linkHeader), .pageNumber, .offset: return nil
        }
    }

    /// The parameter for a page size; nil when the method has none.
    package var size: PageSize? {
        switch self {
        case .token(let token): token.size
        case .nextURL: nil
        case .pageNumber(let number): number.size
        case .offset(let offset): offset.size
        }
    }

    /// The parameter that chooses a page; nil when pages are requested by their URL.
    package var positionParameter: String? {
        switch self {
        case .token(let token): token.parameter
        case .nextURL: nil
        case .pageNumber(let number): number.parameter
        case .offset(let offset): offset.parameter
        }
    }

    /// The parameters that choose a page and its size.
    package var parameters: [String] {
        [positionParameter, size?.parameter].compactMap(\.self)
    }
}
