import TuneQLText

/// Bars from zero to the right, and to the left for numbers below zero.
extension TerminalChart {
    /// A line of a bar chart before it is laid out.
    private struct Row {
        var label: String
        var series: String
        var value: ChartNumber?
        var color: TerminalColor
    }

    func lines(of chart: BarChart) -> [String] {
        let isSingle = chart.series.count == 1
        let rows = chart.bars.flatMap { bar in
            bar.values.enumerated().map { index, value in
                Row(
                    label: index == 0 ? bar.label : "",
                    series: isSingle ? "" : chart.series[index],
                    value: value,
                    color: TerminalColor(series: index)
                )
            }
        }
        let heading = isSingle ? [chart.labelName, chart.series[0]] : [chart.labelName]
        return lines(rows, heading, chart.bounds)
    }

    func lines(of chart: Histogram) -> [String] {
        let dash = isASCII ? "-" : "–"
        let rows = chart.bins.map { bin in
            Row(
                label: chart.label(of: bin, dash: dash),
                series: "",
                value: ChartNumber(Int64(bin.count)),
                color: .cyan
            )
        }
        let most = Double(chart.bins.map(\.count).max() ?? 0)
        return lines(rows, [chart.name, "values"], 0...most)
    }

    private func lines(
        _ rows: [Row],
        _ heading: [String],
        _ bounds: ClosedRange<Double>
    ) -> [String] {
        let labels = column(rows.map(\.label) + [heading[0]], share: 3)
        let names = column(rows.map(\.series), share: 5)
        let start = labels.width + 1 + (names.width > 0 ? names.width + 1 : 0)
        let values = rows.map { $0.value.map(text(of:)) ?? "NULL" }
        let widest = values.map(DisplayWidth.width(of:)).max() ?? 0
        let area = max(4, width - start - 1 - widest)
        let scale = LinearScale(bounds, length: Double(area))
        let zero = Int(scale.place(of: 0).rounded())
        let title = heading.dropFirst().map { label($0, limit: width - start) }.joined()
        let lines = rows.indices.map { index in
            let name = names.width > 0 ? padded(names.texts[index], names.width) + " " : ""
            let bar = bar(rows[index].value?.value, scale, zero: zero, area: area)
            let marks = bar.before + colored(bar.marks, rows[index].color)
            return "\(padded(labels.texts[index], labels.width)) \(name)\(marks) \(values[index])"
        }
        return ["\(padded(labels.texts[rows.count], start - 1)) \(title)"] + lines
    }

    /// Texts cut to a part of the width, and the width that they need.
    private func column(_ texts: [String], share: Int) -> (texts: [String], width: Int) {
        let texts = texts.map { label($0, limit: width / share) }
        return (texts, texts.map(DisplayWidth.width(of:)).max() ?? 0)
    }

    /// The blanks before a bar, and its marks.
    private func bar(
        _ value: Double?,
        _ scale: LinearScale,
        zero: Int,
        area: Int
    ) -> (before: String, marks: String) {
        guard let value, value.isFinite else { return (blanks(zero), "") }
        let length = (scale.place(of: value) - scale.place(of: 0)).magnitude
        guard value < 0 else {
            return (blanks(zero), marks(length, limit: area - zero, isSeen: value > 0))
        }
        let count = min(zero, max(1, Int(length.rounded())))
        let block = isASCII ? "#" : "█"
        return (blanks(zero - count), String(repeating: block, count: count))
    }

    /// A bar of so many characters, in eighths where the terminal has them; never invisible.
    private func marks(_ length: Double, limit: Int, isSeen: Bool) -> String {
        if isASCII {
            let count = min(limit, max(isSeen ? 1 : 0, Int(length.rounded())))
            return String(repeating: "#", count: count)
        }
        let eighths = min(limit * 8, max(isSeen ? 1 : 0, Int((length * 8).rounded())))
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    }
}
