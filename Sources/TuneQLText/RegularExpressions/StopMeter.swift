/// Counts steps, and asks from time to time whether to continue.
struct StopMeter {
    private var steps = 0

    mutating func count(
        _ count: Int,
        _ shouldStop: () -> Bool
    ) throws(RegularExpression.Stopped) {
        steps += count
        guard steps >= 1 << 16 else { return }
        steps = 0
        if shouldStop() { throw RegularExpression.Stopped() }
    }
}
