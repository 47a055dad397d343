/// Bars beside their labels, and columns of a histogram.
extension SVGChart {
    private static let barHeight = 16.0

    /// Draws bars; returns the height.
    static func draw(_ chart: BarChart, on drawing: inout SVGDrawing) -> Double {
        let labels = chart.bars.map { SVGDrawing.width(of: $0.label) }.max() ?? 0
        let left = margin + min(260, labels) + 10
        let values = chart.bars.flatMap(\.values).map { $0.map(\.text) ?? "NULL" }
        let widest = values.map(SVGDrawing.width(of:)).max() ?? 0
        let area = max(100, width - margin - widest - 8 - left)
        let scale = LinearScale(chart.bounds, length: area)
        let rowHeight = barHeight * Double(chart.series.count) + 8
        let bottom = top + rowHeight * Double(chart.bars.count)
        if chart.series.count > 1 {
            let names = chart.series.enumerated().map { ($1, "s\($0 % 6)") }
            drawLegend(names, on: &drawing)
        }
        let ticks = RoundScale.ticks(
            from: chart.bounds.lowerBound,
            to: chart.bounds.upperBound,
            count: 5
        )
        for tick in ticks {
            let x = left + scale.place(of: tick)
            drawing.line(from: (x, top - 4), to: (x, bottom), class: tick == 0 ? "axis" : "grid")
            drawing.text(ChartNumber(tick).text, x: x, y: bottom + 16, anchor: .middle)
        }
        for (index, bar) in chart.bars.enumerated() {
            let y = top + rowHeight * Double(index)
            drawing.text(
                bar.label,
                x: left - 8,
                y: y + (rowHeight - 8) / 2 + 4.5,
                anchor: .end,
                class: "ink",
                limit: left - 8 - margin
            )
            draw(bar, of: chart, at: (left, y), scale, on: &drawing)
        }
        return bottom + 20
    }

    private static func draw(
        _ bar: BarChart.Bar,
        of chart: BarChart,
        at place: (x: Double, y: Double),
        _ scale: LinearScale,
        on drawing: inout SVGDrawing
    ) {
        let zero = scale.place(of: 0)
        for (index, number) in bar.values.enumerated() {
            let y = place.y + Double(index) * barHeight
            var end = zero
            if let number, number.value.isFinite {
                end = scale.place(of: number.value)
                drawing.rectangle(
                    x: place.x + min(zero, end),
                    y: y,
                    width: max(number.value == 0 ? 0 : 1, (end - zero).magnitude),
                    height: barHeight - 2,
                    class: "bar s\(index % 6)",
                    title: "\(bar.label): \(chart.series[index]) \(number.text)"
                )
            }
            drawing.text(
                number?.text ?? "NULL",
                x: place.x + max(zero, end) + 6,
                y: y + 12
            )
        }
    }
}

extension SVGChart {
    /// Draws the columns of a histogram; returns the height.
    static func draw(_ chart: Histogram, on drawing: inout SVGDrawing) -> Double {
        let (left, height) = (margin + 60, 240.0)
        let bottom = top + height
        let area = width - margin - left
        let most = Double(chart.bins.map(\.count).max() ?? 0)
        let scale = LinearScale(0...most, length: height)
        for tick in RoundScale.ticks(from: 0, to: most, count: 5) where tick == tick.rounded() {
            let y = bottom - scale.place(of: tick)
            drawing.line(
                from: (left, y),
                to: (width - margin, y),
                class: tick == 0 ? "axis" : "grid"
            )
            drawing.text(ChartNumber(tick).text, x: left - 8, y: y + 4.5, anchor: .end)
        }
        let step = area / Double(max(1, chart.bins.count))
        // Labels stand apart from each other.
        let widest = chart.bins.map { SVGDrawing.width(of: chart.label(of: $0)) }.max() ?? 0
        let every = max(1, Int(((widest + 8) / step).rounded(.up)))
        for (index, bin) in chart.bins.enumerated() {
            let x = left + step * Double(index)
            let length = scale.place(of: Double(bin.count))
            let label = chart.label(of: bin)
            drawing.rectangle(
                x: x + 1,
                y: bottom - length,
                width: max(1, step - 2),
                height: length,
                class: "bar s0",
                title: "\(label): \(ChartNumber(Int64(bin.count)).text)"
            )
            guard index % every == 0 else { continue }
            drawing.text(label, x: x + step / 2, y: bottom + 18, anchor: .middle)
        }
        drawing.text("values", x: margin, y: top - 10)
        drawing.text(chart.name, x: left + area / 2, y: bottom + 38, anchor: .middle, limit: area)
        return bottom + 42
    }
}
