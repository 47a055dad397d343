/// Places of numbers between two ends, also where their difference is not finite.
struct LinearScale {
    private let low: Double
    private let high: Double
    /// The length of the whole range.
    private let length: Double

    init(_ range: ClosedRange<Double>, length: Double) {
        (low, high, self.length) = (range.lowerBound, range.upperBound, length)
    }

    /// The distance of a number from the low end.
    func place(of value: Double) -> Double {
        guard low < high else { return 0 }
        return (value / 2 - low / 2) / (high / 2 - low / 2) * length
    }
}
