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

/// Admits a number of requests in any time of a length.
struct SlidingWindowServer: AdmittingServer {
    let count: Int
    let length: Double
    private var admitted: [Double] = []

    init(count: Int, length: Double) {
        self.count = count
        self.length = length
    }

    mutating func admits(_ time: Double) -> Bool {
        admitted.removeAll { $0 <= time - length + 1e-9 }
        guard admitted.count < count else { return false }
        admitted.append(time)
        return true
    }
}

/// Admits a number of requests at a time, each of which takes as long.
struct CrowdedServer: AdmittingServer {
    let count: Int
    let length: Double
    private var ends: [Double] = []

    init(count: Int, length: Double) {
        self.count = count
        self.length = length
    }

    mutating func admits(_ time: Double) -> Bool {
        ends.removeAll { $0 <= time + 1e-9 }
        guard ends.count < count else { return false }
        ends.append(time + length)
        return true
    }
}

/// Admits nothing for a time.
struct BrokenServer: AdmittingServer {
    let closed: Range<Double>

    func admits(_ time: Double) -> Bool { !closed.contains(time) }
}

/// Does as one server, and from a time on as another.
struct ChangingServer: AdmittingServer {
    var first: any AdmittingServer
    let change: Double
    var second: any AdmittingServer

    mutating func admits(_ time: Double) -> Bool {
        time < change ? first.admits(time) : second.admits(time)
    }
}

/// Admits everything.
struct SteadyServer: AdmittingServer {
    func admits(_ time: Double) -> Bool { true }
}
