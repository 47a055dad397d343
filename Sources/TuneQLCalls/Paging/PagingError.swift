/// The error for a page that does not say where the next one is, although there is one.
package struct PagingError: Error, Sendable, Hashable {
    /// What is wrong with the page, as the end of a sentence that begins with the request.
    package var message: String

    init(_ message: String) {
        self.message = message
    }
}
