/// A line for each job.
extension SVGChart {
    private static let jobHeight = 20.0

    /// Draws the jobs; returns the height.
    static func draw(_ chart: Timeline, on drawing: inout SVGDrawing) -> Double {
        let labels = chart.jobs.map { SVGDrawing.width(of: $0.label) }.max() ?? 0
        let left = margin + min(200, labels) + 10
        let right = width - margin - 190
        let bottom = top + jobHeight * Double(chart.jobs.count)
        let scale = LinearScale(chart.bounds, length: right - left)
        drawLegend(legend(of: chart), on: &drawing)
        let ticks = TimeScale.ticks(
            from: chart.bounds.lowerBound,
            to: chart.bounds.upperBound,
            count: 6
        )
        for tick in ticks {
            let x = left + scale.place(of: tick.time)
            drawing.line(from: (x, top), to: (x, bottom))
            drawing.text(tick.label, x: x, y: bottom + 16, anchor: .middle)
        }
        for (index, job) in chart.jobs.enumerated() {
            let y = top + jobHeight * Double(index)
            drawing.text(
                job.label,
                x: left - 8,
                y: y + 14,
                anchor: .end,
                class: "ink",
                limit: left - 8 - margin
            )
            draw(job, chart.bounds, at: (left, y), scale, on: &drawing)
            let ending = [job.state, job.duration(within: chart.bounds.upperBound)]
            drawing.text(
                ending.compactMap { $0 }.joined(separator: " · "),
                x: right + 8,
                y: y + 14,
                limit: 196
            )
        }
        let range = [chart.bounds.lowerBound, chart.bounds.upperBound].map(TimeScale.minute)
        drawing.text("\(range.joined(separator: " – ")) UTC", x: left, y: bottom + 34)
        return bottom + 38
    }

    /// The outcomes that occur, and what a pale bar means.
    private static func legend(of chart: Timeline) -> [(name: String, class: String)] {
        let outcomes = Set(chart.jobs.map { JobOutcome(state: $0.state) })
        let known = JobOutcome.allCases.filter { outcomes.contains($0) && $0 != .unknown }
        let waited = chart.jobs.contains { $0.queued != nil } ? [("queued", "s5 queued")] : []
        return known.map { ($0.rawValue, $0.rawValue) } + waited
    }

    private static func draw(
        _ job: Timeline.Job,
        _ bounds: ClosedRange<Double>,
        at place: (x: Double, y: Double),
        _ scale: LinearScale,
        on drawing: inout SVGDrawing
    ) {
        let outcome = JobOutcome(state: job.state).rawValue
        let end = job.end(within: bounds.upperBound)
        func bar(_ start: Double, _ end: Double, _ kind: String, _ word: String) {
            let range = "\(TimeScale.minute(start)) – \(TimeScale.minute(end))"
            drawing.rectangle(
                x: place.x + scale.place(of: start),
                y: place.y + 3,
                width: max(2, scale.place(of: end) - scale.place(of: start)),
                height: jobHeight - 6,
                class: kind,
                title: "\(job.label): \(word) \(range)"
            )
        }
        if let queued = job.queued {
            bar(queued, max(queued, job.begin ?? end), "wait \(outcome) queued", "queued")
        }
        if let begin = job.begin {
            bar(begin, end, "bar \(outcome)", job.state ?? (job.end == nil ? "not ended" : "ran"))
        }
    }
}
