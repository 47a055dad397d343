/// The position of a page in a list, opaque to all but the reading and writing of its scheme.
///
/// A further paging scheme is a case of `Pagination` and, unless it announces pages as an existing
/// one does, a case here; its reading in `Pagination+Reading` and its writing in
/// `Pagination+Writing`. A position may be a token, a URL, a page number or an offset.
package enum PagePosition: Sendable, Hashable {
    /// The token that an earlier page gave.
    case token(String)

    /// A text that differs between the positions of one list, for hashes.
    package var text: String {
        switch self {
        case .token(let token): token
        }
    }
}
