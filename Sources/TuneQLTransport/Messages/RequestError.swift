/// A call that can't be made into a request; nothing was sent.
package struct RequestError: Error, Sendable, Hashable {
    /// What is wrong, in one sentence, with the value that is.
    package var message: String
    /// What to write instead.
    package var help: String?

    package init(_ message: String, help: String? = nil) {
        self.message = message
        self.help = help
    }
}
