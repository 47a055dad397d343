/// The number and the trace by which events name a call.
struct CallNumber: Sendable {
    let number: Int
    let trace: String?

    init(_ number: Int, trace: String?) {
        self.number = number
        self.trace = trace
    }
}
