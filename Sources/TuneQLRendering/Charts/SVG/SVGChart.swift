/// Charts as SVG that needs nothing from elsewhere and can be read on light and dark grounds.
package enum SVGChart {
    /// The width of all pictures in pixels.
    static let width = 800.0
    /// The space at the edges.
    static let margin = 16.0
    /// The height of what is above the drawing.
    static let top = 64.0

    /// A picture as a file of its own.
    package static func file(of chart: Chart) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + element(of: chart, style: "<style>\(SVGStyle.text)</style>\n")
    }

    /// A picture inside of a page that has the style.
    package static func element(of chart: Chart) -> String {
        element(of: chart, style: "")
    }

    private static func element(of chart: Chart, style: String) -> String {
        var drawing = SVGDrawing()
        drawing.text(chart.title, x: margin, y: 27, class: "title", limit: width - 2 * margin)
        var height =
            switch chart {
            case .bars(let chart): draw(chart, on: &drawing)
            case .histogram(let chart): draw(chart, on: &drawing)
            case .timeline(let chart): draw(chart, on: &drawing)
            case .spark(let chart): draw(chart, on: &drawing)
            case .empty: top
            }
        for remark in chart.remarks {
            height += 18
            drawing.text(remark, x: margin, y: height, limit: width - 2 * margin)
        }
        height += margin
        let size = "width=\"\(Int(width))\" height=\"\(Int(height.rounded(.up)))\""
        let box = "viewBox=\"0 0 \(Int(width)) \(Int(height.rounded(.up)))\""
        let title = "<title>\(MarkupText.escaped(chart.title))</title>\n"
        let ground = "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n"
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tuneql\" role=\"img\" "
            + "\(size) \(box)>\n\(title)\(style)\(ground)\(drawing.elements)</svg>\n"
    }

    /// Draws the names of series or states beside their colours; returns the right end.
    static func drawLegend(
        _ entries: [(name: String, class: String)],
        on drawing: inout SVGDrawing
    ) {
        var x = margin
        for entry in entries {
            let room = width - margin - x - 16
            guard room > 20 else { return }
            drawing.rectangle(
                x: x,
                y: 39,
                width: 10,
                height: 10,
                class: entry.class,
                title: entry.name
            )
            drawing.text(entry.name, x: x + 15, y: 48, limit: min(180, room))
            x += 15 + min(180, SVGDrawing.width(of: entry.name)) + 16
        }
    }
}
