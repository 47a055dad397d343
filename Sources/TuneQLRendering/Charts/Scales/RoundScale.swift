/// Steps of 1, 2 or 5 times a power of ten.
enum RoundScale {
    /// The smallest round step with which at most `count` steps cover a range.
    static func step(from low: Double, to high: Double, count: Int) -> Double {
        let wanted = high / Double(count) - low / Double(count)
        guard wanted > 0, wanted.isFinite else { return 1 }
        var power = 1.0
        while power * 10 <= wanted { power *= 10 }
        while power > wanted { power /= 10 }
        guard power > 0 else { return wanted }
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= wanted } ?? 10 * power
    }

    /// Round numbers inside of a range, about `count` of them.
    static func ticks(from low: Double, to high: Double, count: Int) -> [Double] {
        guard low < high else { return [low] }
        let step = step(from: low, to: high, count: count)
        guard (low / step).magnitude < 1e15, (high / step).magnitude < 1e15 else { return [] }
        let (first, last) = ((low / step).rounded(.up), (high / step).rounded(.down))
        guard first <= last, last - first < 100 else { return [] }
        return (0...Int(last - first)).map { (first + Double($0)) * step }
    }
}
