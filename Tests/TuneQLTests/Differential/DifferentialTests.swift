import Foundation
import Testing
import TuneQL

/// Random SELECTs: the same rows over resources as over a plain table of the same jobs.
@Suite struct DifferentialTests {
    static let environment = ProcessInfo.processInfo.environment
    static let count = environment["DIFFERENTIAL_STATEMENTS"].flatMap { Int($0) } ?? 1500
    static let seed = environment["DIFFERENTIAL_SEED"].flatMap { UInt64($0) } ?? 1

    @Test(arguments: [3, 7, 100])
    func `random selects give the rows of a plain table`(_ pageSize: Int) async throws {
        let world = try World(maximumPageSize: pageSize)
        let plain = try await PlainCopy(of: world)
        let pushing = world.session
        let fetching = try World.session(world.transport)
        _ = try await fetching.rows("SET pushdown = 'off'")
        var random = SplitMix64(seed: Self.seed &+ UInt64(pageSize))
        var refused = 0
        let count = max(1, Self.count / 3)
        for _ in 0..<count {
            let select = RandomSelect(literals: plain.literals, &random)
            let expectation = try await Expectation(select, plain.session)
            for (session, mode) in [(pushing, "on"), (fetching, "off")] {
                let outcome = await expectation.outcome(select, session)
                if outcome == .refused {
                    refused += 1
                } else if case .differs(let what) = outcome {
                    Issue.record(
                        "seed \(Self.seed), page size \(pageSize), pushdown \(mode): \(what)\n\(select.sql)\(select.limit)"
                    )
                    return
                }
            }
        }
        #expect(refused * 100 <= count * 2 * 15, "\(refused) of \(count * 2) were refused")
    }
}

/// What the plain table answers.
private struct Expectation {
    enum Outcome: Equatable {
        case same
        /// A parameter is missing, which the plain table cannot know.
        case refused
        case differs(String)
    }

    let rows: [String]
    /// Without LIMIT, where it may cut anywhere.
    let all: [String: Int]

    init(_ select: RandomSelect, _ session: Session) async throws {
        let sql = select.sql.replacing("%t", with: "plain")
        rows = try await session.rows(sql + select.limit).map(\.line)
        all =
            select.isOrdered || select.limit.isEmpty
            ? [:] : try await session.rows(sql).map(\.line).counted
    }

    func outcome(_ select: RandomSelect, _ session: Session) async -> Outcome {
        let sql = select.sql.replacing("%t", with: World.jobs) + select.limit
        let actual: [String]
        do {
            actual = try await session.rows(sql).map(\.line)
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
        let place = zip(actual, expected).enumerated().first { $0.element.0 != $0.element.1 }
        let what =
            place.map {
                "row \($0.offset) is \($0.element.0.prefix(200)), not \($0.element.1.prefix(200))"
            } ?? ""
        return .differs("\(actual.count) rows, not \(expected.count); \(what)")
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
