/// The number and the trace that identify a call in events, and its record.
struct CallNumber: Sendable {
    let number: Int
    let trace: String?
    /// The record of the call; nil without a statement.
    let entry: CallLedger.Entry?

    init(_ number: Int, trace: String?, _ entry: CallLedger.Entry?) {
        self.number = number
        self.trace = trace
        self.entry = entry
    }
}
