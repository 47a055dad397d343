/// A failure in a part of a template, whose place the caller knows.
package struct TemplateFailure: Error, Sendable, Hashable {
    /// One sentence without a full stop.
    package var message: String

    package init(_ message: String) {
        self.message = message
    }
}
