import TuneQLText

/// A line of small bars for each series, on a scale of its own.
extension TerminalChart {
    func lines(of chart: SparkChart) -> [String] {
        let names = chart.lines.map { label($0.name, limit: width / 4) }
        let start = (names.map(DisplayWidth.width(of:)).max() ?? 0) + 1
        let area = width - start
        let count = chart.lines.first?.values.count ?? 0
        let dash = isASCII ? "-" : "–"
        let rows = count == 1 ? "1 row" : "\(ChartNumber(Int64(count)).text) rows"
        let range = "\(chart.orderName): \(chart.first) \(dash) \(chart.last), \(rows)"
        let lines = chart.lines.indices.flatMap { index in
            let line = chart.lines[index]
            let marks = line.points(area).map { mark($0, of: line) }.joined()
            let shown = colored(marks, TerminalColor(series: index))
            let summary = isASCII ? line.summary.replacing("∞", with: "Infinity") : line.summary
            return ["\(padded(names[index], start))\(shown)", blanks(start) + summary]
        }
        let mean = count > area ? ["(each mark is the mean of several rows)"] : []
        return [label(range, limit: width)] + lines + mean
    }

    private func mark(_ value: Double?, of line: SparkChart.Line) -> String {
        guard let value else { return " " }
        let marks = isASCII ? Array("_.-=+*#@") : Array("▁▂▃▄▅▆▇█")
        let level = Int((line.height(of: value) * 7).rounded())
        return String(marks[min(7, max(0, level))])
    }
}
