/// How often the values of a number column fall into each of a few ranges of the same width.
package struct Histogram: Sendable, Hashable {
    /// A range, and the number of values in it.
    package struct Bin: Sendable, Hashable {
        /// The lowest value of the range.
        package var start: Double
        /// The end of the range, which belongs to the next one.
        package var end: Double
        /// The number of values.
        package var count: Int
    }

    /// The column's name.
    package private(set) var name: String
    /// The ranges in order, without gaps.
    package private(set) var bins: [Bin]
    /// What was left out.
    package private(set) var remarks: [String] = []
    /// Whether each range holds one whole number.
    private(set) var isOfSingleValues = false

    init(_ data: ChartData) throws(ChartError) {
        guard let column = data.numberColumns.last else { throw .noNumbers(.histogram) }
        name = data.columns[column].name
        let values = data.rows.compactMap { $0[column].number?.value }
        let finite = values.filter(\.isFinite)
        let nulls = data.rows.count - values.count
        if nulls > 0 { remarks.append(Self.remark(nulls, "NULL")) }
        let endless = values.count - finite.count
        if endless > 0 { remarks.append(Self.remark(endless, "not finite")) }
        remarks += data.remarks
        bins = []
        guard let low = finite.min(), let high = finite.max() else { return }
        count(finite, low, high)
    }

    private static func remark(_ count: Int, _ property: String) -> String {
        let number = ChartNumber(Int64(count)).text
        return count == 1
            ? "1 value is \(property) and left out"
            : "\(number) values are \(property) and left out"
    }

    /// Sturges' rule, with a width of 1, 2 or 5 times a power of ten; whole numbers are not split.
    private mutating func count(_ values: [Double], _ low: Double, _ high: Double) {
        let isWhole = values.allSatisfy { $0 == $0.rounded() && $0.magnitude < 1e15 }
        let wanted = values.count.bitWidth - values.count.leadingZeroBitCount + 1
        var width = RoundScale.step(from: low, to: high, count: wanted)
        if isWhole { width = max(1, width) }
        guard width.isNormal, (high / width - low / width).isFinite,
            (low / width).magnitude < 1e15, (high / width).magnitude < 1e15
        else {
            bins = [Bin(start: low, end: high, count: values.count)]
            return
        }
        isOfSingleValues = isWhole && width == 1
        let first = (low / width).rounded(.down)
        let number = Int((high / width).rounded(.down) - first) + 1
        bins = (0..<number).map { index in
            let start = first + Double(index)
            return Bin(start: start * width, end: (start + 1) * width, count: 0)
        }
        for value in values {
            let index = Int((value / width).rounded(.down) - first)
            bins[min(max(index, 0), number - 1)].count += 1
        }
    }

    /// The text of a range: `10 – 20`, or the value itself.
    func label(of bin: Bin, dash: String = "–") -> String {
        let start = ChartNumber(bin.start).text
        if isOfSingleValues || bin.start == bin.end { return start }
        return "\(start) \(dash) \(ChartNumber(bin.end).text)"
    }
}
