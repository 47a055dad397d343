import TuneQLText

/// Charts as lines of text: block characters in a terminal's width.
package struct TerminalChart {
    /// The number of columns, at least 30.
    let width: Int
    /// Whether only ASCII characters are used, apart from the labels.
    let isASCII: Bool
    private let isColored: Bool

    /// Charts of a width.
    ///
    /// - Parameters:
    ///   - width: The number of columns.
    ///   - isASCII: Whether the terminal shows no more than ASCII.
    ///   - isColored: Whether marks have colours.
    package init(width: Int = 80, isASCII: Bool = false, isColored: Bool = false) {
        self.width = max(30, width)
        self.isASCII = isASCII
        self.isColored = isColored
    }

    /// The chart's lines, each with a line feed.
    package func text(of chart: Chart) -> String {
        let lines =
            switch chart {
            case .bars(let chart): lines(of: chart)
            case .histogram(let chart): lines(of: chart)
            case .timeline(let chart): lines(of: chart)
            case .spark(let chart): lines(of: chart)
            case .empty: ["(no rows)"]
            }
        let remarks = chart.remarks.flatMap { wrapped("(\($0))") }
        return (lines + remarks).map { Self.trimmed($0) + "\n" }.joined()
    }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}

// MARK: - Texts

extension TerminalChart {
    /// A label without line breaks and control characters, at most so wide.
    func label(_ text: String, limit: Int) -> String {
        let text = DisplayText.harmless(text, keeping: [])
        guard DisplayWidth.width(of: text) > limit else { return text }
        let cut = DisplayWidth.cut(text, to: limit).text
        return isASCII ? String(cut.map { $0 == "…" ? "~" : $0 }) : cut
    }

    /// A text followed by blanks up to a width.
    func padded(_ text: String, _ width: Int) -> String {
        text + blanks(width - DisplayWidth.width(of: text))
    }

    /// So many blanks.
    func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    /// A text in one of the terminal's colours.
    func colored(_ text: String, _ color: TerminalColor) -> String {
        isColored && !text.isEmpty ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// A number as this terminal can show it.
    func text(of number: ChartNumber) -> String {
        isASCII ? number.text.replacing("∞", with: "Infinity") : number.text
    }

    private func wrapped(_ text: String) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}

/// A colour of a terminal's palette, by its code for letters.
enum TerminalColor: Int {
    case red = 31
    case green, yellow, blue, magenta, cyan

    /// The colour of the series at a place.
    init(series: Int) {
        let colors: [TerminalColor] = [.cyan, .yellow, .magenta, .green, .blue, .red]
        self = colors[series % colors.count]
    }

    /// The colour of what a job has come to.
    init(_ outcome: JobOutcome) {
        self =
            switch outcome {
            case .succeeded: .green
            case .failed: .red
            case .running: .blue
            case .waiting: .yellow
            case .cancelled: .magenta
            case .unknown: .cyan
            }
    }
}
