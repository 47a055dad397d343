/// Lines of numbers over an ordered first column.
package struct SparkChart: Sendable, Hashable {
    /// A number column.
    package struct Line: Sendable, Hashable {
        /// The column's name.
        package var name: String
        /// Its numbers; nil for NULL.
        package var values: [ChartNumber?]
    }

    /// The name of the first column, or `row` when there is only a number.
    package private(set) var orderName: String
    /// The label of the first point.
    package private(set) var first: String
    /// The label of the last point.
    package private(set) var last: String
    /// The lines.
    package private(set) var lines: [Line]
    /// What was left out.
    package private(set) var remarks: [String] = []

    init(_ data: ChartData) throws(ChartError) {
        var numbers = data.numberColumns
        let isOrdered = data.columns.count > 1 && (numbers.first != 0 || numbers.count > 1)
        if isOrdered, numbers.first == 0 { numbers.removeFirst() }
        guard !numbers.isEmpty else { throw .noNumbers(.spark) }
        orderName = isOrdered ? data.columns[0].name : "row"
        first = isOrdered ? data.rows.first?[0].label ?? "" : "1"
        last = isOrdered ? data.rows.last?[0].label ?? "" : "\(data.rows.count)"
        lines = numbers.map { column in
            Line(name: data.columns[column].name, values: data.rows.map { $0[column].number })
        }
        remarks += data.remarks
    }

    /// Whether the first column never goes back.
    static func isAscending(_ data: ChartData) -> Bool {
        let values = data.rows.map { $0[0].time ?? $0[0].number?.value ?? .nan }
        return zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }
    }

    /// What is shown by what.
    var title: String { "\(lines.map(\.name).joined(separator: ", ")) by \(orderName)" }
}

extension SparkChart.Line {
    /// The finite numbers.
    var known: [ChartNumber] { values.compactMap { $0 }.filter(\.value.isFinite) }

    /// The lowest, the highest and the last number as text.
    var summary: String {
        let known = known
        guard let low = known.min(by: { $0.value < $1.value }),
            let high = known.max(by: { $0.value < $1.value }), let last = known.last
        else { return "no numbers" }
        return "min \(low.text), max \(high.text), last \(last.text)"
    }

    /// At most so many points: each is the mean of its neighbours when there are more.
    func points(_ count: Int) -> [Double?] {
        let values = values.map { $0.flatMap { $0.value.isFinite ? $0.value : nil } }
        guard values.count > count else { return values }
        return (0..<count).map { index in
            let range = index * values.count / count..<(index + 1) * values.count / count
            let known = values[range].compactMap { $0 }
            guard !known.isEmpty else { return nil }
            // Each part is divided first: a sum of huge numbers may not be finite.
            return known.reduce(0) { $0 + $1 / Double(known.count) }
        }
    }

    /// Where a number lies between the lowest, 0, and the highest, 1.
    func height(of value: Double) -> Double {
        let values = known.map(\.value)
        guard let low = values.min(), let high = values.max(), low < high else { return 0.5 }
        return (value / 2 - low / 2) / (high / 2 - low / 2)
    }
}
