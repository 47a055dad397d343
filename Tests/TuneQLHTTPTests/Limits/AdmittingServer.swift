/// A service that admits so many requests and refuses the others.
protocol AdmittingServer: Sendable {
    /// Whether a request that comes at a time, in seconds, is admitted.
    mutating func admits(_ time: Double) -> Bool
}

/// Admits what there are tokens for; they come back one by one.
struct BucketServer: AdmittingServer {
    let rate: Double
    let burst: Double
    private var tokens: Double
    private var counted = 0.0

    init(rate: Double, burst: Double) {
        self.rate = rate
        self.burst = burst
        tokens = burst
    }

    mutating func admits(_ time: Double) -> Bool {
        tokens = min(burst, tokens + (time - counted) * rate)
        counted = time
        guard tokens >= 1 - 1e-9 else { return false }
        tokens -= 1
        return true
    }
}

/// Admits a number of requests in each window of time.
struct WindowServer: AdmittingServer {
    let count: Int
    let length: Double
    private var window = -1
    private var admitted = 0

    init(count: Int, length: Double) {
        self.count = count
        self.length = length
    }

    mutating func admits(_ time: Double) -> Bool {
        let current = Int(time / length + 1e-9)
        if current != window { (window, admitted) = (current, 0) }
        guard admitted < count else { return false }
        admitted += 1
        return true
    }
}

/// Admits everything.
struct SteadyServer: AdmittingServer {
    func admits(_ time: Double) -> Bool { true }
}
