/// Bars of a GROUP BY: a label and one or more numbers a row.
package struct BarChart: Sendable, Hashable {
    /// A row of the result.
    package struct Bar: Sendable, Hashable {
        /// The texts of the row, joined.
        package var label: String
        /// A number for each series; nil for NULL.
        package var values: [ChartNumber?]
    }

    /// The number of bars of a chart; the smallest rows behind are summed up.
    static let limit = 40

    /// The names of the label columns.
    package private(set) var labelName: String
    /// The names of the number columns.
    package private(set) var series: [String]
    /// The bars, in the order of the result.
    package private(set) var bars: [Bar]
    /// What was left out.
    package private(set) var remarks: [String] = []

    init(_ data: ChartData) throws(ChartError) {
        var numbers = data.numberColumns
        if data.columns.count > 1, numbers.first == 0, numbers.count > 1 { numbers.removeFirst() }
        guard !numbers.isEmpty else {
            self = try Self(counting: data)
            return
        }
        let labels = Self.labels(of: data, besides: numbers)
        labelName = labels.map { data.columns[$0].name }.joined(separator: " · ")
        series = numbers.map { data.columns[$0].name }
        bars = data.rows.map { row in
            Bar(
                label: labels.map { row[$0].label }.joined(separator: " · "),
                values: numbers.map { row[$0].number }
            )
        }
        if labels.isEmpty { number() }
        shorten()
        remarks += data.remarks
    }

    /// Counts the rows of each label, the most frequent first.
    private init(counting data: ChartData) throws(ChartError) {
        guard let column = data.labelColumns.first else { throw .noNumbers(.bars) }
        var (counts, order): ([String: Int64], [String]) = ([:], [])
        for row in data.rows {
            let label = row[column].label
            if counts.updateValue((counts[label] ?? 0) + 1, forKey: label) == nil {
                order.append(label)
            }
        }
        let sorted = order.enumerated().sorted {
            let (left, right) = (counts[$0.element] ?? 0, counts[$1.element] ?? 0)
            return left == right ? $0.offset < $1.offset : left > right
        }
        labelName = data.columns[column].name
        series = ["rows"]
        bars = sorted.map { Bar(label: $0.element, values: [ChartNumber(counts[$0.element] ?? 0)]) }
        shorten()
        remarks += data.remarks
    }

    /// The first column and its neighbours of text, at most three.
    private static func labels(of data: ChartData, besides numbers: [Int]) -> [Int] {
        let first = data.columns.indices.prefix { !numbers.contains($0) }
        if !first.isEmpty { return Array(first.prefix(3)) }
        let texts = data.columns.indices.filter { !numbers.contains($0) }
        return Array(texts.prefix(1))
    }

    private mutating func number() {
        labelName = "row"
        for index in bars.indices { bars[index].label = "\(index + 1)" }
    }

    /// Sums up the smallest rows when there are too many.
    private mutating func shorten() {
        guard bars.count > Self.limit else { return }
        let bySize = bars.indices.sorted { left, right in
            let sizes = (size(of: bars[left]), size(of: bars[right]))
            return sizes.0 == sizes.1 ? left < right : sizes.0 > sizes.1
        }
        let kept = bySize.prefix(Self.limit - 1).sorted()
        let others = bySize.dropFirst(Self.limit - 1)
        let sums = series.indices.map { column in
            ChartNumber(others.reduce(0.0) { $0 + (bars[$1].values[column]?.value ?? 0) })
        }
        let counts = (ChartNumber(Int64(others.count)).text, ChartNumber(Int64(bars.count)).text)
        remarks.append("the smallest \(counts.0) of \(counts.1) rows are summed up as others")
        bars = kept.map { bars[$0] } + [Bar(label: "others (\(counts.0) rows)", values: sums)]
    }

    private func size(of bar: Bar) -> Double {
        guard let value = bar.values.first??.value, !value.isNaN else { return 0 }
        return value.magnitude
    }
}

extension BarChart {
    /// The lowest and the highest end of the bars, with zero between them.
    var bounds: ClosedRange<Double> {
        let values = bars.flatMap(\.values).compactMap { $0?.value }.filter(\.isFinite)
        return min(0, values.min() ?? 0)...max(0, values.max() ?? 0)
    }

    /// What is shown by what.
    var title: String { "\(series.joined(separator: ", ")) by \(labelName)" }
}
