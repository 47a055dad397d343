package import TuneQLJSON

/// One page of a call: its rows, and the position of the page after it.
package struct CallPage: Sendable {
    /// The rows.
    package var content: JSONPage
    /// The position of the next page; nil on the last page.
    package var next: PagePosition?
    /// The error for places whose rows the page lacks, since they did not respond.
    package var missing: CallError?

    package init(_ content: JSONPage, next: PagePosition? = nil, missing: CallError? = nil) {
        self.content = content
        self.next = next
        self.missing = missing
    }

    /// Whether the call has no page after this one.
    package var isLast: Bool { next == nil }
}
