import TuneQLText

/// The elements of a picture, in the order in which they are drawn.
struct SVGDrawing {
    /// The side of a text that is at its place.
    enum Anchor: String {
        case start, middle, end
    }

    /// The elements so far, a line each.
    private(set) var elements = ""

    /// Draws a rectangle, with a text that shows when it is pointed at.
    mutating func rectangle(
        x: Double,
        y: Double,
        width: Double,
        height: Double,
        class name: String,
        title: String
    ) {
        elements += "<rect class=\"\(name)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
        elements += " width=\"\(Self.number(width))\" height=\"\(Self.number(height))\" rx=\"2\">"
        elements += "<title>\(MarkupText.escaped(title))</title></rect>\n"
    }

    /// Draws a thin line.
    mutating func line(
        from start: (x: Double, y: Double),
        to end: (x: Double, y: Double),
        class name: String = "grid"
    ) {
        elements += "<line class=\"\(name)\" x1=\"\(Self.number(start.x))\""
        elements += " y1=\"\(Self.number(start.y))\" x2=\"\(Self.number(end.x))\""
        elements += " y2=\"\(Self.number(end.y))\"/>\n"
    }

    /// Writes a text, cut to so many pixels.
    mutating func text(
        _ text: String,
        x: Double,
        y: Double,
        anchor: Anchor = .start,
        class name: String = "soft",
        limit: Double = .infinity
    ) {
        elements += "<text class=\"\(name)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
        elements += " text-anchor=\"\(anchor.rawValue)\">"
        elements += "\(MarkupText.escaped(Self.cut(text, limit: limit)))</text>\n"
    }

    /// Draws a line through points, with gaps where there are none.
    mutating func path(_ points: [(x: Double, y: Double)?], class name: String, title: String) {
        var (data, isDrawing) = ("", false)
        for point in points {
            if let point {
                let place = "\(Self.number(point.x)) \(Self.number(point.y))"
                // A point between gaps is a line to itself, which its round ends make a dot.
                data += isDrawing ? "L\(place)" : "M\(place)L\(place)"
            }
            isDrawing = point != nil
        }
        elements += "<path class=\"\(name)\" d=\"\(data)\">"
        elements += "<title>\(MarkupText.escaped(title))</title></path>\n"
    }
}

// MARK: - Text

extension SVGDrawing {
    /// The width of a character in pixels, about.
    private static let characterWidth = 8.4

    /// The width of a text in pixels, about.
    static func width(of text: String) -> Double {
        Double(DisplayWidth.width(of: DisplayText.harmless(text, keeping: []))) * characterWidth
    }

    private static func cut(_ text: String, limit: Double) -> String {
        let text = DisplayText.harmless(text, keeping: [])
        guard limit.isFinite, width(of: text) > limit else { return text }
        return DisplayWidth.cut(text, to: max(2, Int(limit / characterWidth))).text
    }

    /// A coordinate with at most one digit after the point.
    private static func number(_ value: Double) -> String {
        let tenths = Int((max(-1e6, min(value, 1e6)) * 10).rounded())
        guard tenths % 10 != 0 else { return "\(tenths / 10)" }
        return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }
}
