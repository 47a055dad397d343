/// The position of a page in a list, opaque to all but the reading and writing of its scheme.
///
/// A further paging scheme is a case of `Pagination` and, unless it announces pages as an existing
/// one does, a case here; its reading in `Pagination+Reading` and its writing in
/// `Pagination+Writing`.
package enum PagePosition: Sendable, Hashable {
    /// The token that an earlier page gave.
    case token(String)
    /// The URL that an earlier page gave, as it was written there.
    case url(String)
    /// The number of the page.
    case number(Int)
    /// The number of rows before the page.
    case offset(Int)

    /// A text that differs between the positions of one list, for hashes.
    package var text: String {
        switch self {
        case .token(let text), .url(let text): text
        case .number(let number), .offset(let number): String(number)
        }
    }
}
