/// The refusal of a request for quota, after which it waits for its turn.
struct QuotaRefusal: Sendable {
    /// The request's position in the queue.
    let place: Int
    let error: CallError
    /// The number of times that it was refused.
    let count: Int

    init(_ place: Int, _ error: CallError, count: Int) {
        self.place = place
        self.error = error
        self.count = count
    }
}
