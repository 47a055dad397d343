package import TuneQLCatalog
import TuneQLJSON

extension Pagination {
    /// Reads the position of the next page from an answer; nil after the last page.
    package func position(after answer: ListAnswer) -> PagePosition? {
        switch self {
        case .pageToken: answer.page.nextPageToken.map(PagePosition.token)
        }
    }
}
