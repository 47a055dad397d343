import TuneQLCatalog
import TuneQLJSON

extension Pagination {
    /// Reads the position of the next page from a response; nil after the last page.
    package func position(after response: ListResponse) -> PagePosition? {
        switch self {
        case .token: response.page.nextPageToken.map(PagePosition.token)
        default: nil
        }
    }
}
