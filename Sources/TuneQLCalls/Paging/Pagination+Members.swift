package import TuneQLCatalog

extension Pagination {
    /// The paths to the members of a page that show whether it is the last one, or its offset.
    package var endPaths: [[String]] {
        switch self {
        case .token(let token): [token.more].compactMap(\.self)
        case .pageNumber(let number): [number.totalPages].compactMap(\.self)
        case .offset(let offset): [offset.echo].compactMap(\.self)
        case .nextURL: []
        }
    }

    /// Whether a page shows that it is the last one, rather than the page after it.
    package var announcesEnd: Bool {
        switch self {
        case .token, .nextURL: true
        case .pageNumber(let number): number.totalPages != nil
        case .offset: false
        }
    }
}

extension Method {
    /// The paths to the members of a page that are read beside its rows.
    package var pageMembers: [[String]] {
        (pagination?.endPaths ?? []) + unreachable.map { [$0] }
            + (warning.flatMap { $0.isOfPage ? [[$0.name]] : nil } ?? [])
    }
}
