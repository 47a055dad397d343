import TuneQLText

/// A line for each job: when it waited, when it ran, how it ended.
extension TerminalChart {
    func lines(of chart: Timeline) -> [String] {
        let labels = chart.jobs.map { label($0.label, limit: width / 4) }
        let start = (labels.map(DisplayWidth.width(of:)).max() ?? 0) + 1
        let states = chart.jobs.map { job in
            let state = label(job.state ?? "", limit: 12)
            guard width >= 60, let time = job.duration(within: chart.bounds.upperBound) else {
                return state
            }
            return state.isEmpty ? time : "\(state) \(time)"
        }
        let area = max(8, width - start - 1 - (states.map(DisplayWidth.width(of:)).max() ?? 0))
        let lines = chart.jobs.indices.map { index in
            let bar = bar(chart.jobs[index], chart.bounds, area)
            return "\(padded(labels[index], start))\(bar) \(states[index])"
        }
        let (low, high) = (chart.bounds.lowerBound, chart.bounds.upperBound)
        let dash = isASCII ? "-" : "–"
        let range = "\(TimeScale.minute(low)) \(dash) \(TimeScale.minute(high)) UTC"
        return [label(range, limit: width), axis(chart.bounds, start, area)] + lines + [legend]
    }

    private var legend: String {
        isASCII ? ". queued  = ran  > not ended" : "░ queued  █ ran  ▶ not ended"
    }

    /// The labels of times, each above its place.
    private func axis(_ bounds: ClosedRange<Double>, _ start: Int, _ area: Int) -> String {
        let scale = LinearScale(bounds, length: Double(area - 1))
        let ticks = TimeScale.ticks(
            from: bounds.lowerBound,
            to: bounds.upperBound,
            count: max(1, area / 9)
        )
        var line = blanks(start)
        for tick in ticks {
            let place = start + Int(scale.place(of: tick.time).rounded())
            let text = (isASCII ? "|" : "╷") + tick.label
            guard place >= line.count, place + text.count <= width else { continue }
            line = padded(line, place) + text + " "
        }
        return line
    }

    private func bar(_ job: Timeline.Job, _ bounds: ClosedRange<Double>, _ area: Int) -> String {
        let scale = LinearScale(bounds, length: Double(area - 1))
        func cell(_ time: Double) -> Int {
            min(area - 1, max(0, Int(scale.place(of: time).rounded())))
        }
        let marks: [Character] = isASCII ? [".", "=", ">"] : ["░", "█", "▶"]
        var cells = [Character](repeating: " ", count: area)
        let end = cell(job.end(within: bounds.upperBound))
        if let queued = job.queued {
            for index in cell(queued)...max(cell(queued), job.begin.map(cell) ?? end) {
                cells[index] = marks[0]
            }
        }
        if let begin = job.begin { for index in cell(begin)...end { cells[index] = marks[1] } }
        if job.end == nil { cells[end] = marks[2] }
        let first = cells.firstIndex { $0 != " " } ?? 0
        let shown = String(cells[first...max(first, end)])
        let color = TerminalColor(JobOutcome(state: job.state))
        return blanks(first) + colored(shown, color) + blanks(area - max(first, end) - 1)
    }
}
