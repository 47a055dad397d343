/// A line for each series, on a scale of its own.
extension SVGChart {
    private static let lineHeight = 72.0

    /// Draws the lines; returns the height.
    static func draw(_ chart: SparkChart, on drawing: inout SVGDrawing) -> Double {
        let left = margin + 160
        let area = width - margin - left
        for (index, line) in chart.lines.enumerated() {
            let y = top + (lineHeight + 16) * Double(index)
            drawing.line(from: (left, y + lineHeight), to: (width - margin, y + lineHeight))
            drawing.text(line.name, x: margin, y: y + 16, class: "ink", limit: 150)
            for (row, part) in line.summary.split(separator: ", ").enumerated() {
                drawing.text(
                    String(part),
                    x: margin,
                    y: y + 34 + 16 * Double(row),
                    limit: 150
                )
            }
            let points = line.points(Int(area))
            let step = area / Double(max(1, points.count - 1))
            let places = points.enumerated().map { place, value in
                value.map {
                    (
                        x: left + step * Double(place),
                        y: y + lineHeight - 4 - line.height(of: $0) * (lineHeight - 8)
                    )
                }
            }
            drawing.path(
                places,
                class: "line s\(index % 6)",
                title: "\(line.name): \(line.summary)"
            )
        }
        let bottom = top + (lineHeight + 16) * Double(chart.lines.count)
        drawing.text(chart.first, x: left, y: bottom + 4, limit: area / 2)
        drawing.text(chart.last, x: width - margin, y: bottom + 4, anchor: .end, limit: area / 2)
        drawing.text(
            chart.orderName,
            x: left + area / 2,
            y: bottom + 4,
            anchor: .middle,
            limit: area / 4
        )
        return bottom + 10
    }
}
