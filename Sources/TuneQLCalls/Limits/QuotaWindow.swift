/// A window of time in which a service admits a number of requests, and none behind them.
struct QuotaWindow: Sendable {
    /// How many requests are admitted in a window; nil as long as that is not known.
    private(set) var count: Int?
    /// From the beginning of a window to that of the next one, as far as it was seen.
    private(set) var length: Double
    /// After so long there was no new window yet.
    private var shortest = 0.0

    /// Makes a window of which so many requests were seen.
    init(count: Int) {
        self.count = count > 0 ? count : nil
        length = 0
    }

    /// Takes note of a new window.
    ///
    /// - Parameters:
    ///   - length: From the beginning of the one before to the first request that was admitted.
    ///   - refused: From the beginning to the last refusal.
    mutating func begin(length: Double, refused: Double) {
        self.length = length
        shortest = min(max(shortest, refused), length)
    }

    /// Takes note that a window has ended after so many requests; the answer is whether it was one.
    mutating func end(after admitted: Int) -> Bool {
        guard let count, Double(admitted) >= 0.6 * Double(count) else { return false }
        self.count = admitted
        return true
    }

    /// How long after the beginning of a window the next one is looked for.
    func wait(canTry: Bool) -> Double {
        canTry && length - shortest > 0.1 * length ? (length + shortest) / 2 : length
    }

    /// How many requests may be under way near the end of a window; nil is any number.
    func width(admitted: Int, underWay: Int) -> Int? {
        guard let count, admitted + underWay >= count else { return nil }
        return admitted < count ? 1 : 2
    }

    /// Whether so many requests were admitted that there is no such window.
    func isRefuted(by admitted: Int) -> Bool {
        count.map { Double(admitted) > 1.1 * Double($0) + 2 } ?? false
    }
}
