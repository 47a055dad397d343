/// A window of time in which a service admits a number of requests, and refuses further ones.
struct QuotaWindow: Sendable {
    /// The number of requests admitted in a window; nil while it is not known.
    private(set) var count: Int?
    /// The time from the beginning of a window to the next one, as far as it was observed.
    private(set) var length: Double
    /// The lower bound of the length: the time after which no new window had begun.
    private var minimumLength = 0.0

    /// The share of a window's requests after which a refusal may be its end.
    private static let minimumShare = 0.6
    /// The factor and the count by which requests must exceed a window's number to refute it.
    private static let refutingShare = 1.1
    private static let refutingCount = 2.0
    /// The share of the length that has to be uncertain before a shorter one is tried.
    private static let uncertainShare = 0.1

    /// Makes a window in which this many requests were admitted; 0 means an unknown number.
    init(count: Int) {
        self.count = count > 0 ? count : nil
        length = 0
    }

    /// Records a new window.
    ///
    /// - Parameters:
    ///   - length: The time from the beginning of the previous one to the first admitted request.
    ///   - refused: The time from that beginning to the last refusal.
    mutating func begin(length: Double, refused: Double) {
        self.length = length
        minimumLength = min(max(minimumLength, refused), length)
    }

    /// Records the end of a window after this many requests; returns whether it was a window.
    mutating func end(after admitted: Int) -> Bool {
        guard let count, Double(admitted) >= Self.minimumShare * Double(count) else { return false }
        self.count = admitted
        return true
    }

    /// The time from the beginning of a window to the first probe for the next one.
    func wait(canTry: Bool) -> Double {
        canTry && length - minimumLength > Self.uncertainShare * length
            ? (length + minimumLength) / 2 : length
    }

    /// The maximum number of requests under way near the end of a window; nil means any number.
    func width(admitted: Int, underWay: Int) -> Int? {
        guard let count, admitted + underWay >= count else { return nil }
        return admitted < count ? 1 : 2
    }

    /// Whether more requests were admitted than such a window allows.
    func isRefuted(by admitted: Int) -> Bool {
        count.map { Double(admitted) > Self.refutingShare * Double($0) + Self.refutingCount }
            ?? false
    }
}
