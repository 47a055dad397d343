/// A result as a picture, independent of how it is drawn.
package enum Chart: Sendable, Hashable {
    case bars(BarChart)
    case histogram(Histogram)
    case timeline(Timeline)
    case spark(SparkChart)
    /// A result without rows.
    case empty

    /// Makes a chart of a result.
    ///
    /// - Parameters:
    ///   - data: The rows.
    ///   - kind: The kind of chart; nil chooses it by the columns.
    /// - Throws: ``ChartError`` when the columns do not fit.
    package init(_ data: ChartData, as kind: ChartKind? = nil) throws(ChartError) {
        guard !data.rows.isEmpty else {
            self = .empty
            return
        }
        let kind = if let kind { kind } else { try Self.kind(fitting: data) }
        switch kind {
        case .bars: self = .bars(try BarChart(data))
        case .histogram: self = .histogram(try Histogram(data))
        case .timeline: self = .timeline(try Timeline(data))
        case .spark: self = .spark(try SparkChart(data))
        }
    }

    /// More rows with numbers as labels than this are a line.
    private static let mostNumberedBars = 20

    /// The kind of chart that a person would draw of such columns.
    private static func kind(fitting data: ChartData) throws(ChartError) -> ChartKind {
        let (numbers, times) = (data.numberColumns, data.timeColumns)
        if times.count > 1 { return .timeline }
        if data.columns.count == 1 {
            if numbers == [0] { return .histogram }
            guard !data.labelColumns.isEmpty else { throw .unfit }
            return .bars
        }
        let hasNumbersBehind = numbers.filter { $0 > 0 }.count == data.columns.count - 1
        if hasNumbersBehind, data.rows.count > 2, SparkChart.isAscending(data) {
            if times == [0] || data.rows.count > mostNumberedBars { return .spark }
        }
        guard !numbers.isEmpty else { throw .unfit }
        return .bars
    }

    /// What the picture leaves out or assumes.
    package var remarks: [String] {
        switch self {
        case .bars(let chart): chart.remarks
        case .histogram(let chart): chart.remarks
        case .timeline(let chart): chart.remarks
        case .spark(let chart): chart.remarks
        case .empty: []
        }
    }

    /// A title: what is shown by what.
    package var title: String {
        switch self {
        case .bars(let chart): chart.title
        case .histogram(let chart): "Histogram of \(chart.name)"
        case .timeline(let chart): "Time line of \(chart.jobs.count) \(chart.noun)"
        case .spark(let chart): chart.title
        case .empty: "No rows"
        }
    }
}
