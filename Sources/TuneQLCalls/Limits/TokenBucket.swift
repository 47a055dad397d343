import TuneQLText

/// A configured rate, with a stock of requests that may be sent at once.
package struct TokenBucket: Sendable {
    /// The requests per second.
    package let rate: Double
    private let burst: Double
    private var tokens: Double
    private var counted: Duration = .zero

    /// A full stock; `burst` is its size, at least one request.
    package init(rate: Double, burst: Double) {
        self.rate = rate
        self.burst = max(1, burst)
        tokens = self.burst
    }

    /// The time of the next request.
    package func opening(_ now: Duration) -> Duration {
        let missing = 1 - filled(now)
        guard missing > 1e-9 else { return now }
        return now + .seconds(min(missing / rate, Duration.maximumSeconds))
    }

    /// Records that a request is being sent.
    package mutating func send(_ now: Duration) {
        tokens = filled(now) - 1
        counted = now
    }

    /// Whether the stock is full.
    package func isFull(_ now: Duration) -> Bool { filled(now) >= burst }

    private func filled(_ now: Duration) -> Double {
        min(burst, tokens + (now - counted) / .seconds(1) * rate)
    }
}
