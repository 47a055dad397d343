/// A configured rate, with a stock of requests that may be sent at once.
struct TokenBucket: Sendable {
    /// The requests per second.
    let rate: Double
    private let burst: Double
    private var tokens: Double
    private var counted: Duration = .zero

    init(rate: Double, burst: Double) {
        self.rate = rate
        self.burst = max(1, burst)
        tokens = self.burst
    }

    /// The time of the next request.
    func opening(_ now: Duration) -> Duration {
        let missing = 1 - filled(now)
        return missing <= 1e-9 ? now : now + .seconds(missing / rate)
    }

    /// Records that a request is being sent.
    mutating func send(_ now: Duration) {
        tokens = filled(now) - 1
        counted = now
    }

    /// Whether the stock is full.
    func isFull(_ now: Duration) -> Bool { filled(now) >= burst }

    private func filled(_ now: Duration) -> Double {
        min(burst, tokens + (now - counted) / .seconds(1) * rate)
    }
}
