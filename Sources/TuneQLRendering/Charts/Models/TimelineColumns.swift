/// The columns of a result that a time line is made of, known by their names and kinds.
struct TimelineColumns {
    private let queued: Int?
    private let begin: Int?
    private let end: Int?
    private let state: Int?
    private let label: Int?
    private let times: [Int]

    init?(_ data: ChartData) {
        let times = data.timeColumns
        guard !times.isEmpty else { return nil }
        let names = data.columns.map { $0.name.lowercased() }
        func named(_ beginnings: [String]) -> Int? {
            times.first { time in beginnings.contains { names[time].hasPrefix($0) } }
        }
        let created = named(["create", "queue", "submit", "insert"])
        let started = named(["start", "begin", "began"])
        let ended = named(["end", "finish", "complete", "stop"])
        self.times = times
        if started == nil, created == nil, ended == nil {
            // Unknown names: in the order of time.
            let first = times.count > 2 ? 1 : 0
            queued = times.count > 2 ? times[0] : nil
            begin = times[first]
            end = times.count > 1 ? times[first + 1] : nil
        } else {
            queued = started == nil ? nil : created
            begin = started ?? created ?? times.first { $0 != ended }
            end = ended
        }
        let labels = data.labelColumns
        let state = labels.first { names[$0].hasSuffix("state") || names[$0].hasSuffix("status") }
        self.state = state
        label = labels.first { $0 != state }
    }

    /// The job of a row; nil for a row without a time.
    func job(of row: [ChartValue], number: Int) -> Timeline.Job? {
        func time(_ column: Int?) -> Double? { column.flatMap { row[$0].time } }
        let (queued, begin, end) = (time(queued), time(begin), time(end))
        guard queued != nil || begin != nil || end != nil else { return nil }
        let state = state.flatMap { row[$0] == .null ? nil : Self.short(row[$0].label) }
        return Timeline.Job(
            label: label.map { Self.lastPart(row[$0].label) } ?? "\(number)",
            queued: queued,
            begin: begin ?? (queued == nil ? end : nil),
            end: end,
            state: state
        )
    }

    /// The latest time of all rows, also of columns that are not drawn.
    func latest(in data: ChartData) -> Double? {
        data.rows.flatMap { row in times.compactMap { row[$0].time } }.max()
    }

    /// A state without the words that all states of its kind begin with: `JOB_STATE_`.
    private static func short(_ state: String) -> String {
        guard let range = state.firstRange(of: "_STATE_") else { return state }
        return String(state[range.upperBound...])
    }

    /// A resource's name without the collections it is in.
    private static func lastPart(_ name: String) -> String {
        let parts = name.split(separator: "/")
        guard parts.count > 3, let last = parts.last else { return name }
        return String(last)
    }
}
