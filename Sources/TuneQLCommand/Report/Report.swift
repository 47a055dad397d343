import TuneQL
import TuneQLRendering

/// The tuning jobs of some projects and locations, and what could not be read.
struct Report: Sendable {
    var projects: [String]
    var locations: [String]
    var jobs: [ReportJob]
    /// The calls that failed, with the reasons.
    var failures: [String] = []

    /// The number of jobs with an outcome.
    func count(_ outcomes: JobOutcome...) -> Int { jobs.count { outcomes.contains($0.outcome) } }

    /// The sum of the tokens that are billed.
    var tokens: Int64 {
        jobs.reduce(0) { sum, job in
            let (sum, overflows) = sum.addingReportingOverflow(job.tokens ?? 0)
            return overflows ? .max : sum
        }
    }

    /// The duration in the middle of those of the jobs that succeeded, in seconds.
    var medianSeconds: Double? {
        let times = jobs.filter { $0.outcome == .succeeded }.compactMap(\.seconds).sorted()
        return times.isEmpty ? nil : times[times.count / 2]
    }
}

// MARK: - Charts

extension Report {
    /// The jobs by state, the most frequent first.
    var states: Chart? {
        let states = Dictionary(grouping: jobs, by: \.state).sorted {
            ($1.value.count, $0.key) < ($0.value.count, $1.key)
        }
        let rows: [[ChartValue]] = states.map {
            [.text($0.key), .number(ChartNumber(Int64($0.value.count)))]
        }
        return chart(["state", "jobs"], as: .bars, rows)
    }

    /// How many minutes jobs ran.
    var durations: Chart? {
        let rows: [[ChartValue]] = jobs.compactMap(\.seconds).map {
            [.number(ChartNumber($0 / 60))]
        }
        return chart(["minutes"], as: .histogram, rows)
    }

    /// When each of the newest jobs waited and ran.
    var timeline: Chart? {
        let rows: [[ChartValue]] = jobs.map { job in
            [.text(job.title)]
                + [job.created, job.started, job.ended].map { $0.map { .text($0) } ?? .null }
                + [.text(job.state)]
        }
        return chart(["job", "createTime", "startTime", "endTime", "state"], as: .timeline, rows)
    }

    private func chart(_ names: [String], as kind: ChartKind, _ rows: [[ChartValue]]) -> Chart? {
        let columns = names.map { RenderedColumn($0, $0.hasSuffix("Time") ? .timestamp : .text) }
        let chart = try? Chart(ChartData(columns: columns, rows: rows), as: kind)
        return chart == .empty ? nil : chart
    }
}
