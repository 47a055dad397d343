package import TuneQLJSON

/// One page of a call: its rows, and the position of the page after it.
package struct CallPage: Sendable {
    /// The rows.
    package var content: JSONPage
    /// The position of the next page; nil on the last page.
    package var next: PagePosition?

    package init(_ content: JSONPage, next: PagePosition? = nil) {
        self.content = content
        self.next = next
    }

    /// Whether the call has no page after this one.
    package var isLast: Bool { next == nil }
}
