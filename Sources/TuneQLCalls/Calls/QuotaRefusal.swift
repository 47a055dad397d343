/// The refusal of a request for a quota, after which it waits for its turn.
struct QuotaRefusal: Sendable {
    /// Its place in the queue.
    let place: Int
    let error: CallError
    /// How many times it was refused.
    let count: Int

    init(_ place: Int, _ error: CallError, count: Int) {
        self.place = place
        self.error = error
        self.count = count
    }
}
