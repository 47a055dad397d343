/// The paging scheme of a list: how further pages are announced and requested.
package enum Pagination: Sendable, Hashable {
    /// Every page except the last has a token, which the request for the next page carries.
    case pageToken(PageToken)

    /// The names used in paging by tokens.
    package struct PageToken: Sendable, Hashable {
        /// The query parameter that carries the token.
        package var parameter: String
        /// The member of a page with the token of the next one.
        package var member: String
        /// The parameter for a page size; nil when the method has none.
        package var size: PageSize?

        package init(parameter: String, member: String, size: PageSize? = nil) {
            self.parameter = parameter
            self.member = member
            self.size = size
        }
    }

    /// The parameter for a page size, and the largest size.
    package struct PageSize: Sendable, Hashable {
        /// The query parameter that carries the size.
        package var parameter: String
        /// The largest size that is requested.
        package var maximum: Int

        package init(parameter: String, maximum: Int) {
            self.parameter = parameter
            self.maximum = maximum
        }
    }
}

extension Pagination {
    /// The member of a page from which the next position is read; nil for a scheme without one.
    package var nextMember: String? {
        switch self {
        case .pageToken(let token): token.member
        }
    }

    /// The query parameter that carries the position of a page; nil for a scheme without one.
    package var positionParameter: String? {
        switch self {
        case .pageToken(let token): token.parameter
        }
    }

    /// The parameter for a page size; nil when the method has none.
    package var size: PageSize? {
        switch self {
        case .pageToken(let token): token.size
        }
    }

    /// The query parameters that choose a page and its size.
    package var parameters: [String] {
        [positionParameter, size?.parameter].compactMap(\.self)
    }
}
