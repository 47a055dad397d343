import TuneQL

/// What is wrong with what a statement came to; empty when nothing is.
struct FaultVerdict {
    /// The kinds of things that must not happen, as the table counts them.
    enum Flaw: String, CaseIterable, Sendable {
        case shortResult = "short or wrong results"
        case wrongCode = "errors with a wrong code"
        case duplicate = "duplicate writes"
        case wrongReport = "writes reported wrongly"
        case unusable = "sessions of no use afterwards"
    }

    let world: FaultyWorld
    /// The outcomes that are right: `rows`, or codes.
    let allowed: Set<String>
    let expected: [String]

    func flaws(in outcome: FaultOutcome) -> [Flaw] {
        world.statement.kind == .reading ? reading(outcome) : writing(outcome)
    }

    private func reading(_ outcome: FaultOutcome) -> [Flaw] {
        if case .rows(let rows) = outcome, rows != expected { return [.shortResult] }
        return allowed.contains(outcome.name) ? [] : [.wrongCode]
    }

    private func writing(_ outcome: FaultOutcome) -> [Flaw] {
        var flaws: [Flaw] = []
        let effects = marks.map { world.transport.effects(of: $0) }
        if effects.contains(where: { $0 > 1 }) { flaws.append(.duplicate) }
        if zip(statuses(outcome), effects).contains(where: { !Self.agrees($0, $1) }) {
            flaws.append(.wrongReport)
        }
        if case .rows(let rows) = outcome, rows != expected { flaws.append(.shortResult) }
        return flaws + (allowed.contains(outcome.name) ? [] : [.wrongCode])
    }

    /// What tells the requests of the rows apart.
    private var marks: [String] {
        world.statement.kind == .inserting
            ? (1...3).map { "\"model-\($0)\"" } : world.ids.map { "/\($0):cancel" }
    }

    /// What the user is told of each row.
    private func statuses(_ outcome: FaultOutcome) -> [String] {
        guard let report = outcome.report else {
            if case .rows = outcome { return Array(repeating: "done", count: 3) }
            return Array(repeating: "not tried", count: 3)
        }
        let place = report.columns.firstIndex { $0.name == "status" } ?? 0
        let statuses = report.rows.map { row in
            if case .text(let status) = row[place] { status } else { "\(row[place])" }
        }
        guard world.statement.kind == .cancelling else { return statuses }
        // The rows of EXEC are in the order of its SELECT.
        return marks.map { mark in
            let id = mark.dropFirst().prefix { $0 != ":" }
            let row = report.rows.firstIndex { $0[2] == .text(String(id)) }
            return row.map { statuses[$0] } ?? "missing"
        }
    }

    private static func agrees(_ status: String, _ effects: Int) -> Bool {
        switch status {
        case "done": effects == 1
        case "refused", "not tried": effects == 0
        case "unknown": effects <= 1
        default: false
        }
    }
}
