import TuneQLJSON

/// How a figure is spread over a dataset's examples.
///
/// The API has two messages for it that swap types: in one the sum is an int64 and the counts of
/// buckets are doubles, in the other it is the reverse.
struct Distribution {
    let sum: Int
    private let minimum: Int
    private let maximum: Int
    private let mean: String
    private let counts: [Int]

    /// Spreads a number of examples over a range.
    init(count: Int, range: ClosedRange<Int>, _ random: inout SeededRandom) {
        let span = range.upperBound - range.lowerBound
        minimum = range.lowerBound + random.int(0...max(1, span / 20))
        maximum = range.upperBound - random.int(0...max(1, span / 4))
        let thousandths = (minimum + (maximum - minimum) * 2 / 5) * 1000 + random.int(1...999)
        sum = thousandths * count / 1000
        mean = Self.decimal(thousandths)
        counts = random.pick([[9, 43, 31, 12, 5], [17, 38, 26, 14, 5], [28, 41, 19, 12]])
            .map { max(1, $0 * count / 100) }
    }

    /// The value as a `SupervisedTuningDatasetDistribution`.
    var supervisedValue: JSONValue {
        var value = JSONObject()
        value["sum"] = .string(String(sum))
        value["billableSum"] = .string(String(sum - sum / 500))
        addFigures(to: &value)
        value["buckets"] = buckets { .number(String($0)) }
        return .object(value)
    }

    /// The value as a `DatasetDistribution`.
    var preferenceValue: JSONValue {
        var value = JSONObject()
        value["sum"] = .number("\(sum).5")
        addFigures(to: &value)
        value["buckets"] = buckets { .string(String($0)) }
        return .object(value)
    }

    /// Zero is a default value, so it is left out.
    private func addFigures(to value: inout JSONObject) {
        let span = (maximum - minimum) * 1000
        if minimum != 0 { value["min"] = .number(String(minimum)) }
        value["max"] = .number(String(maximum))
        value["mean"] = .number(mean)
        value["median"] = .number(Self.decimal(minimum * 1000 + span * 37 / 100))
        value["p5"] = .number(Self.decimal(minimum * 1000 + span * 4 / 100))
        value["p95"] = .number(Self.decimal(minimum * 1000 + span * 94 / 100))
    }

    private func buckets(_ number: (Int) -> JSONValue) -> JSONValue {
        let width = (maximum - minimum) * 1000 / counts.count
        return .array(
            counts.enumerated().map { index, count in
                let left = minimum * 1000 + width * index
                var bucket = JSONObject()
                bucket["count"] = number(count)
                if left != 0 { bucket["left"] = .number(Self.decimal(left)) }
                bucket["right"] = .number(Self.decimal(left + width))
                return .object(bucket)
            }
        )
    }

    /// A number of thousandths, without needless zeros.
    private static func decimal(_ thousandths: Int) -> String {
        let (whole, rest) = thousandths.quotientAndRemainder(dividingBy: 1000)
        guard rest != 0 else { return String(whole) }
        var digits = String(1000 + rest).dropFirst()
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}
