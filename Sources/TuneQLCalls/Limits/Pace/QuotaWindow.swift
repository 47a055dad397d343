/// A window of time in which a service admits a number of requests, and refuses any further ones.
struct QuotaWindow: Sendable {
    /// How many requests are admitted in a window; nil as long as that is not known.
    private(set) var count: Int?
    /// From the beginning of a window to that of the next one, as far as it was seen.
    private(set) var length: Double
    /// The time after which there was no new window yet.
    private var shortest = 0.0

    /// The share of a window's requests after which a refusal may be its end.
    private static let leastShare = 0.6
    /// The requests beyond a window's number, as a factor and a count, that show that there is none.
    private static let refutingShare = 1.1
    private static let refutingCount = 2.0
    /// The share of the length that has to be uncertain before a shorter one is tried.
    private static let uncertainShare = 0.1

    /// Makes a window in which a number of requests was admitted; 0 is an unknown number.
    init(count: Int) {
        self.count = count > 0 ? count : nil
        length = 0
    }

    /// Records a new window.
    ///
    /// - Parameters:
    ///   - length: From the beginning of the one before to the first request that was admitted.
    ///   - refused: From the beginning to the last refusal.
    mutating func begin(length: Double, refused: Double) {
        self.length = length
        shortest = min(max(shortest, refused), length)
    }

    /// Records that a window has ended after a number of requests; returns whether it was one.
    mutating func end(after admitted: Int) -> Bool {
        guard let count, Double(admitted) >= Self.leastShare * Double(count) else { return false }
        self.count = admitted
        return true
    }

    /// How long after the beginning of a window the next one is looked for.
    func wait(canTry: Bool) -> Double {
        canTry && length - shortest > Self.uncertainShare * length
            ? (length + shortest) / 2 : length
    }

    /// How many requests may be under way near the end of a window; nil is any number.
    func width(admitted: Int, underWay: Int) -> Int? {
        guard let count, admitted + underWay >= count else { return nil }
        return admitted < count ? 1 : 2
    }

    /// Whether more requests were admitted than there could be in such a window.
    func isRefuted(by admitted: Int) -> Bool {
        count.map { Double(admitted) > Self.refutingShare * Double($0) + Self.refutingCount }
            ?? false
    }
}
