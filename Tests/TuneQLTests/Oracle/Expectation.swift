import TuneQL

/// What the plain tables answer.
struct Expectation {
    enum Outcome: Equatable {
        case same
        /// A parameter is missing, which plain tables cannot know.
        case refused
        case differs(String)
    }

    private let rows: [String]
    /// Without LIMIT, where it may cut anywhere.
    private let all: [String: Int]

    init(_ select: RandomSelect, in world: OracleWorld) async throws {
        let sql = world.text(select.sql, for: world.plain)
        rows = try await world.plain.rows(sql + select.limit).map(\.line)
        all =
            select.isOrdered || select.limit.isEmpty
            ? [:] : try await world.plain.rows(sql).map(\.line).counted
    }

    func outcome(_ select: RandomSelect, _ session: Session, in world: OracleWorld) async -> Outcome
    {
        let actual: [String]
        do {
            actual = try await session.rows(world.text(select.sql, for: session) + select.limit)
                .map(\.line)
        } catch let error as QueryError where error.code == .missingParameter {
            return .refused
        } catch {
            return .differs("\(error)")
        }
        if select.isOrdered { return compare(actual, rows) }
        guard !select.limit.isEmpty else { return compare(actual.sorted(), rows.sorted()) }
        let isPart = actual.counted.allSatisfy { $0.value <= all[$0.key, default: 0] }
        return actual.count == rows.count && isPart
            ? .same : .differs("\(actual.count) rows, not \(rows.count) of all")
    }

    private func compare(_ actual: [String], _ expected: [String]) -> Outcome {
        guard actual != expected else { return .same }
        let count = min(actual.count, expected.count)
        let place = (0..<count).first { actual[$0] != expected[$0] } ?? count
        let rows = [actual, expected].map { rows in
            place < rows.count ? String(rows[place].prefix(200)) : "nothing"
        }
        return .differs(
            "\(actual.count) rows, not \(expected.count); row \(place) is \(rows[0]), not \(rows[1])"
        )
    }
}

extension [Value] {
    fileprivate var line: String { map(\.plain).joined(separator: " | ") }
}

extension [String] {
    fileprivate var counted: [String: Int] {
        reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
