/// A result that cannot be drawn as a chart.
package enum ChartError: Error, Hashable {
    /// No kind of chart fits the columns.
    case unfit
    /// The kind of chart needs a column of numbers.
    case noNumbers(ChartKind)
    /// A time line needs times at which something began or ended.
    case noTimes

    /// What is missing, for people.
    package var message: String {
        switch self {
        case .unfit: "the result has nothing to draw: no column of numbers, no begin and end times"
        case .noNumbers(let kind): "the result has no column of numbers for \(kind.phrase)"
        case .noTimes: "the result has no column of times for a time line"
        }
    }

    /// What to select instead.
    package var help: String {
        switch self {
        case .unfit, .noNumbers(.bars):
            "select a label and numbers, e.g. SELECT state, count(*) … GROUP BY state"
        case .noNumbers(.spark):
            "select an ordered column and numbers, e.g. SELECT day, sum(tokens) … ORDER BY day"
        case .noNumbers: "select the number to be counted, e.g. SELECT tokens …"
        case .noTimes: "select name, createTime, startTime, endTime, state"
        }
    }
}

extension ChartKind {
    fileprivate var phrase: String {
        switch self {
        case .bars: "bars"
        case .histogram: "a histogram"
        case .timeline: "a time line"
        case .spark: "spark lines"
        }
    }
}
