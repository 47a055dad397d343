/// The error for a call that can't become a request; nothing was sent.
package struct RequestError: Error, Sendable, Hashable {
    /// The problem, in one sentence, with the value that causes it.
    package var message: String
    /// Advice on what to write instead.
    package var help: String?

    package init(_ message: String, help: String? = nil) {
        self.message = message
        self.help = help
    }
}
