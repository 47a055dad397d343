import TuneQLRendering
import TuneQLText

extension Report {
    /// All jobs, with the raw values to sort by.
    var jobTable: HTMLTable {
        var table = HTMLTable(
            "Jobs",
            columns: [
                .init("Model"), .init("State", .nowrap), .init("Project"),
                .init("Location", .nowrap),
                .init("Kind", .nowrap), .init("Base model"), .init("Created (UTC)", .nowrap),
                .init("Duration", .number), .init("Billed tokens", .number), .init("Job", .nowrap),
            ]
        )
        for job in jobs {
            table.append([
                .init(job.title), .init(Self.short(job.state)), .init(job.project),
                .init(job.location), .init(job.kind), .init(job.baseModel),
                .init(job.created.map(Self.minute), sort: job.created),
                .init(job.seconds.map(TimeScale.duration), sort: job.seconds.map { "\($0)" }),
                .init(job.tokens.map { ChartNumber($0).text }, sort: job.tokens.map { "\($0)" }),
                .init(job.identifier),
            ])
        }
        return table
    }

    /// The jobs that failed, with the reasons.
    var failureTable: HTMLTable {
        var table = HTMLTable(
            "Failures",
            columns: [
                .init("Model"), .init("Reason"), .init("Ended (UTC)", .nowrap),
                .init("Job", .nowrap),
            ]
        )
        for job in jobs where job.outcome == .failed {
            table.append([
                .init(job.title), .init(job.reason),
                .init(job.ended.map(Self.minute), sort: job.ended), .init(job.identifier),
            ])
        }
        return table
    }

    /// The tokens that are billed, by the kind of tuning.
    var tokenTable: HTMLTable {
        var table = HTMLTable(
            "Billed tokens",
            columns: [
                .init("Kind of tuning", .nowrap), .init("Jobs", .number),
                .init("with a count", .number), .init("Billed tokens", .number),
            ]
        )
        for kind in Set(jobs.map(\.kind)).sorted() {
            var part = self
            part.jobs = jobs.filter { $0.kind == kind }
            let counts = [
                Int64(part.jobs.count), Int64(part.jobs.count { $0.tokens != nil }), part.tokens,
            ]
            table.append(
                [.init(kind)] + counts.map { .init(ChartNumber($0).text, sort: "\($0)") }
            )
        }
        return table
    }

    /// A state without the words that all states begin with.
    static func short(_ state: String) -> String {
        state.hasPrefix("JOB_STATE_") ? String(state.dropFirst(10)) : state
    }

    /// A time to the minute: `2026-05-31 18:59`.
    static func minute(_ time: String) -> String {
        Timestamp(time).map { TimeScale.minute(Double($0.seconds)) } ?? time
    }
}
