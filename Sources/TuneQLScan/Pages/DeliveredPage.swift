package import TuneQLCalls
package import TuneQLJSON

/// A page of one of several calls, as a scan reads it.
package struct DeliveredPage: Sendable {
    /// The position of the call among the scan's.
    package var call: Int
    /// The position of the page among the call's.
    package var number: Int
    package var page: JSONPage
    /// The position of the call's next page; nil on its last page.
    package var next: PagePosition?
    /// The error for places whose rows the page lacks; see ``CallPage/missing``.
    package var missing: CallError?
    /// Whether the page came from the session's cache.
    package var isKept: Bool
    /// Whether the page was fetched for this scan, rather than for another of the statement.
    package var isNew: Bool
    /// The record of the call; nil if no call was made for the page.
    package var entry: CallLedger.Entry?

    package init(
        call: Int,
        number: Int = 0,
        page: JSONPage,
        next: PagePosition? = nil,
        missing: CallError? = nil,
        isKept: Bool = false,
        isNew: Bool = true,
        entry: CallLedger.Entry? = nil
    ) {
        self.call = call
        self.number = number
        self.page = page
        self.next = next
        self.missing = missing
        self.isKept = isKept
        self.isNew = isNew
        self.entry = entry
    }
}
