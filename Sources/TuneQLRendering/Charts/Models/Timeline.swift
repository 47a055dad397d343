/// Jobs over time: when each was queued, when it ran, and how it ended.
package struct Timeline: Sendable, Hashable {
    /// A row of the result; times are seconds since 1970.
    package struct Job: Sendable, Hashable {
        /// The job's name.
        package var label: String
        /// When it was created, if that is known apart from its begin.
        package var queued: Double?
        /// When it began to run.
        package var begin: Double?
        /// When it ended; nil while it runs or waits.
        package var end: Double?
        /// Its state, without the prefix that the states of services have.
        package var state: String?
    }

    /// The number of jobs that are drawn.
    static let limit = 60

    /// The jobs, in the order of the result.
    package private(set) var jobs: [Job]
    /// The earliest and the latest time of the result.
    package private(set) var bounds: ClosedRange<Double>
    /// What was left out.
    package private(set) var remarks: [String] = []

    init(_ data: ChartData) throws(ChartError) {
        guard let columns = TimelineColumns(data) else { throw .noTimes }
        let all = data.rows.enumerated().compactMap { columns.job(of: $1, number: $0 + 1) }
        guard !all.isEmpty else { throw .noTimes }
        jobs = Array(all.prefix(Self.limit))
        let times = jobs.flatMap { [$0.queued, $0.begin, $0.end] }.compactMap { $0 }
        // Jobs that still run do so until the latest time that the result knows of.
        let latest = columns.latest(in: data)
        let first = times.min() ?? 0
        bounds = first...max(first, latest ?? first, times.max() ?? first)
        let lacking = data.rows.count - all.count
        if lacking > 0 {
            let rows = ChartNumber(Int64(lacking)).text
            remarks.append(
                lacking == 1
                    ? "1 row has no time and is left out"
                    : "\(rows) rows have no time and are left out"
            )
        }
        if all.count > jobs.count {
            remarks.append(
                "the first \(jobs.count) of \(ChartNumber(Int64(all.count)).text) jobs are drawn"
            )
        }
        remarks += data.remarks
    }

    /// What the rows are called.
    var noun: String { jobs.count == 1 ? "job" : "jobs" }
}

extension Timeline.Job {
    /// The end of what is drawn, the latest time for what has not ended.
    func end(within high: Double) -> Double { max(end ?? high, begin ?? queued ?? high) }

    /// How long it ran: `1 h 20 min`; nil when it did not begin.
    func duration(within high: Double) -> String? {
        begin.map { TimeScale.duration(end(within: high) - $0) }
    }
}
